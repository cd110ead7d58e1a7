import { fieldAt, type Manifest, rulesOfField, rulesOfPod, type Walk } from '../src/index.ts'
import type { Selection } from './store.ts'

/** The field of an object at a place in the text; what lies between objects is none. */
export function fieldSelected(manifest: Manifest, at: number): ReturnType<typeof fieldAt> {
  const field = fieldAt(manifest, at)
  return field && field.path !== '' ? field : undefined
}

/** How many rules of each node the selection comes to. */
export function rulesPerNode(walk: Walk, selection: Selection | undefined): ReadonlyMap<string, number> {
  const count = new Map<string, number>()
  if (!selection) return count
  const field = selection.type === 'field' ? fieldSelected(walk.manifest, selection.at) : undefined
  const rules = selection.type === 'pod' ? rulesOfPod(walk, selection.name) : field ? rulesOfField(walk, field) : []
  for (const { node } of rules) count.set(node, (count.get(node) ?? 0) + 1)
  return count
}
