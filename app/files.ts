import type { DragEvent } from 'react'
import { setText, store } from './store.ts'

/** Takes a file's text in place of the present one; what it was is one undo away. */
async function openFile(file: File | undefined): Promise<void> {
  if (!file) return
  setText(await file.text())
  store.setState({ cursor: 0, left: 'yaml' })
}

/** Asks for a file and opens it. */
export function chooseFile(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.yaml,.yml,.json,.txt,text/*,application/json'
  input.onchange = () => void openFile(input.files?.[0])
  input.click()
}

/** What an element needs so that files can be dropped on it; dragged text goes to the editor as ever. */
export const dropTarget = {
  onDragOver: (event: DragEvent) => {
    if (event.dataTransfer.types.includes('Files')) event.preventDefault()
  },
  onDrop: (event: DragEvent) => {
    const [file] = event.dataTransfer.files
    if (!file) return
    event.preventDefault()
    void openFile(file)
  },
}
