import type { TextEdit } from '../manifest/diagnostic.ts'
import { setPath } from '../manifest/edit-path.ts'
import type { SourceObject } from '../manifest/manifest.ts'
import { list, text } from './fields.ts'
import { readyCondition } from './pod-yaml.ts'

/** Edits that set the Ready condition of a written Pod or Node; other conditions stay. */
export function setReady(source: string, object: SourceObject, ready: boolean): readonly TextEdit[] {
  const conditions = list(object.value, 'status', 'conditions')
  const at = conditions.findIndex((condition) => text(condition, 'type') === 'Ready')
  if (at >= 0) return setPath(source, object, ['status', 'conditions', at, 'status'], ready ? '"True"' : '"False"')
  return setPath(source, object, ['status', 'conditions'], readyCondition(ready))
}
