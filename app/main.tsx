import './theme.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { learn } from '../src/index.ts'
import { App } from './App.tsx'
import { keepInStep, openFromLink } from './keep.ts'
import { takeLeft } from './leaving.ts'
import { runPlayback } from './playback.ts'
import { openPreferences } from './preferences.ts'
import { store } from './store.ts'

openPreferences(location.search)
await learn(store.getState().language)
const left = takeLeft(location.hash)
if (left !== undefined) history.replaceState(null, '', left)
const { unreadable } = await openFromLink(location.hash)
runPlayback()
keepInStep()
addEventListener('hashchange', () => void openFromLink(location.hash))
const root = document.getElementById('root')
if (root) {
  const page = (
    <StrictMode>
      <App unreadable={unreadable} />
    </StrictMode>
  )
  createRoot(root).render(page)
}
if (store.getState().options.embed) {
  const { answerTheHost } = await import('./embedded.ts')
  answerTheHost()
}
