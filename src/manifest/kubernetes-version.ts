import type { TextEdit } from './diagnostic.ts'
import { appendDocument, setField, setValue } from './edit.ts'
import { defaultLab } from './lab.ts'
import type { Lab, Manifest } from './manifest.ts'

/** Versions whose rules are known, newest first. */
export const kubernetesVersions = ['v1.34', 'v1.12'] as const satisfies readonly Lab['kubernetesVersion'][]

/**
 * Edits that write the Lab's `spec.kubernetesVersion`, keeping comments and order. A text without a Lab document gets one
 * at its end; the version that goes without saying is written only where another stood.
 */
export function setKubernetesVersion(manifest: Manifest, version: Lab['kubernetesVersion']): readonly TextEdit[] {
  const { text, labObject } = manifest
  const field = 'kubernetesVersion'
  const spec = labObject?.position.children?.spec
  if (spec?.children?.[field] === undefined && version === defaultLab.kubernetesVersion) return []
  if (!labObject) {
    return appendDocument(text, `apiVersion: packetwalk/v1\nkind: Lab\nspec:\n  ${field}: ${version}\n`)
  }
  if (spec && Object.keys(spec.children ?? {}).length > 0) return setField(text, spec, field, version)
  const flow = `{ ${field}: ${version} }`
  if (spec) return [setValue(text, spec, flow)]
  const kind = labObject.position.children?.kind
  const end = kind?.value.end ?? text.length
  const inFlow = text[labObject.position.value.start] === '{'
  const insert = inFlow ? `, spec: ${flow}` : `\nspec:\n  ${field}: ${version}`
  return [{ range: { start: end, end }, insert }]
}
