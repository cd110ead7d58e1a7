import './theme.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { keepInStep, openFromLink } from './keep.ts'
import { runPlayback } from './playback.ts'
import { openPreferences } from './preferences.ts'

openPreferences(location.search)
const { unreadable } = await openFromLink(location.hash)
runPlayback()
keepInStep()
addEventListener('hashchange', () => void openFromLink(location.hash))
const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <App unreadable={unreadable} />
    </StrictMode>,
  )
