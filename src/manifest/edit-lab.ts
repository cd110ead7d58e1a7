import type { TextEdit } from './diagnostic.ts'
import { appendDocument, applyEdits } from './edit.ts'
import { editAt } from './edit-change.ts'
import { changed, type PathChange, valueAt } from './json-path.ts'
import type { Json, JsonObject, Manifest } from './manifest.ts'
import { parseManifest } from './parse.ts'
import type { Path } from './position.ts'
import { flowText } from './yaml-text.ts'

/**
 * Edits that make one change of the Lab document's spec, keeping comments and order. A text without a Lab document gets
 * one at its end. What is written is read again before it is handed out: an edit that would come to anything else is
 * done more coarsely, by writing the whole field anew. None when the text cannot be edited so at all.
 */
export function editLab(manifest: Manifest, change: PathChange): readonly TextEdit[] {
  const { text, labObject: lab } = manifest
  if (!lab) {
    if (change.type === 'remove') return []
    const spec = changed(null, change) as JsonObject
    const fields = Object.entries(spec).map(([key, value]) => `  ${key}: ${flowText(value)}\n`)
    return appendDocument(text, `apiVersion: packetwalk/v1\nkind: Lab\nspec:\n${fields.join('')}`)
  }
  const within: PathChange = { ...change, path: ['spec', ...change.path] }
  if (change.type === 'remove' && valueAt(lab.value, within.path) === undefined) return []
  const wanted = changed(lab.value, within) as JsonObject
  const [field = ''] = change.path
  const coarse = [within, whole(['spec', field], wanted), whole(['spec'], wanted)]
  for (const attempt of coarse) {
    const edit = attempt && editAt(text, lab, attempt)
    if (edit && comesTo(manifest, edit, wanted)) return [edit]
  }
  return []
}

/** What the Lab document has at a path of its spec, as it was written. */
export function writtenInLab({ labObject }: Manifest, path: Path): Json | undefined {
  return valueAt(labObject?.value.spec, path)
}

function whole(path: readonly (string | number)[], wanted: JsonObject): PathChange | undefined {
  const value = valueAt(wanted, path)
  return value === undefined ? undefined : { type: 'set', path, value }
}

/** Whether the text after an edit has this Lab, and everything else as before. */
function comesTo(manifest: Manifest, edit: TextEdit, wanted: JsonObject): boolean {
  const after = parseManifest(applyEdits(manifest.text, [edit]))
  const others = (read: Manifest) => [...read.objects, ...read.notModelled].map((object) => object.value)
  return (
    after.labObject !== undefined &&
    sameJson(after.labObject.value, wanted) &&
    sameJson(others(after), others(manifest))
  )
}

/** Equal but for the order of fields. An empty spec and none are one. */
function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b)
  const [x, y] = [a as JsonObject, b as JsonObject]
  const keys = Object.keys(x)
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keys.length === Object.keys(y).length &&
    keys.every((key) => Object.hasOwn(y, key) && sameJson(x[key], y[key]))
  )
}
