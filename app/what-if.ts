import { applyEdits, editLab, type Json, type Language, type Manifest, pageText, writtenInLab } from '../src/index.ts'
import { currentWalk } from './derived.ts'
import { setText, store } from './store.ts'

/** One change to try: what the Lab's `whatIf` then says; `none` says nothing. */
export interface WhatIf {
  readonly id: string
  readonly title: Title
  /** The node a title speaks of. */
  readonly node?: string
  readonly value: { readonly [field: string]: Json } | undefined
}

type Title = keyof typeof changes | 'none' | 'defaultVia'

/** What each changes, apart from the default route, which needs a node. */
const changes = {
  masquerade: false,
  hairpin: false,
  bridgeNf: false,
  routeLocalnet: false,
  podRoutes: true,
  rpFilter: 1,
  egressMasquerade: 'off',
} as const

/** More nodes than this are not offered as the way of the others. */
const mostNodes = 3

/** The changes that can be tried on a cluster of these nodes, nothing first. */
export function whatIfs(nodes: readonly string[]): readonly WhatIf[] {
  const via = nodes.length < 2 ? [] : nodes.slice(0, mostNodes)
  return [
    { id: 'none', title: 'none', value: undefined },
    ...Object.entries(changes).map(([id, value]) => ({ id, title: id as Title, value: { [id]: value } })),
    ...via.map((node) => ({ id: `via ${node}`, title: 'defaultVia' as const, node, value: { defaultVia: node } })),
  ]
}

export function whatIfsNow(): readonly WhatIf[] {
  return whatIfs(currentWalk().cluster.nodes.map(({ name }) => name))
}

/** Which of them the text has; undefined when it has something of its own. */
export function whatIfOf(manifest: Manifest, offered: readonly WhatIf[]): WhatIf | undefined {
  const written = writtenInLab(manifest, ['whatIf']) ?? undefined
  const fields = written === undefined ? [] : Object.entries(written)
  if (fields.length > 1) return undefined
  const [only] = fields
  if (only === undefined) return offered.find(({ value }) => value === undefined)
  return offered.find(({ value }) => value?.[only[0]] === only[1])
}

/** Writes the change into the text, in place of what was tried before; undo takes it back. */
export function tryWhatIf({ value }: WhatIf): void {
  const { manifest } = currentWalk()
  const path = ['whatIf']
  const edits = editLab(manifest, value === undefined ? { type: 'remove', path } : { type: 'set', path, value })
  if (edits.length > 0) {
    setText(applyEdits(manifest.text, edits))
    store.setState({ cursor: 0 })
  } else if (value !== undefined || writtenInLab(manifest, path) !== undefined) {
    store.setState({ notice: 'labUneditable' })
  }
}

/** `none`, or the change alone, as the menu names it. */
export function whatIfName({ title, node = '' }: WhatIf, language: Language): string {
  return pageText(`whatIf.${title}`, language, { node })
}

/** With the question before it, as the palette names it. */
export function whatIfTitle(whatIf: WhatIf, language: Language): string {
  return pageText('whatIf.try', language, { change: whatIfName(whatIf, language) })
}
