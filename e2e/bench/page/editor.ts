import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import Editor from '../../../app/editor/Editor.tsx'
import { store } from '../../../app/store.ts'
import { learn } from '../../../src/index.ts'

// Built with `detached.ts` in the place of app/derived.ts: the same editor, and nothing that follows from its text.
await learn('en')
const bench = {
  prepare: (text: string) => {
    store.setState({ text })
    const root = document.getElementById('root')
    if (root) createRoot(root).render(createElement(Editor))
  },
}
Object.assign(window, { bench })
