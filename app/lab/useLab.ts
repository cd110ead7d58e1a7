import { applyEdits, editLab, type Json, type Path, type PathChange, writtenInLab } from '../../src/index.ts'
import { useShown } from '../derived.ts'
import { setText, store } from '../store.ts'

/** The Lab document as the controls see it: what stands there, and how to change it. */
export interface LabText {
  /** As it is written; undefined where nothing is. */
  readonly at: (path: Path) => Json | undefined
  /** A new value, or undefined to take the field away. */
  readonly set: (path: Path, value: Json | undefined) => void
  /** Items of a list; a single value counts as one. */
  readonly list: (path: Path) => readonly Json[]
}

/** Reads and writes the Lab document in the text; comments and order stay, and undo takes every change back. */
export function useLab(): LabText {
  const { manifest } = useShown().current
  const at = (path: Path) => writtenInLab(manifest, path)
  return {
    at,
    list: (path) => {
      const value = at(path)
      return Array.isArray(value) ? value : []
    },
    set: (path, value) => {
      const change: PathChange = value === undefined ? { type: 'remove', path } : { type: 'set', path, value }
      const edits = editLab(manifest, change)
      if (edits.length > 0) setText(applyEdits(manifest.text, edits))
      else if (value !== undefined) store.setState({ notice: 'labUneditable' })
    },
  }
}

/** A field of an object that may be anything. */
export function fieldText(value: Json | undefined, key: string): string {
  const field =
    typeof value === 'object' && value !== null ? (value as { readonly [key: string]: Json })[key] : undefined
  return typeof field === 'string' || typeof field === 'number' ? String(field) : ''
}
