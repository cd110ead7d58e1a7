import { applyEdits, type Cluster, type Manifest, type TextEdit } from '../src/index.ts'
import { currentWalk } from './derived.ts'
import { setText } from './store.ts'

/** Changes the text by a control's edits: comments and order stay, and undo takes them back. */
export function edit(make: (manifest: Manifest, cluster: Cluster) => readonly TextEdit[]): void {
  const { manifest, cluster } = currentWalk()
  setText(applyEdits(manifest.text, make(manifest, cluster)))
}

/** The same with one of the edits that arrive when they are first asked for. */
export async function editBy(name: 'addNode' | 'writeDown'): Promise<void> {
  const edits = await import('./cluster-edits.ts')
  edit(edits[name])
}
