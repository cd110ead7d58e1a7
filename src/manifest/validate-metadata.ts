import type { ApiService } from './api-service.ts'
import type { FieldErrors } from './field-error.ts'
import { byteLength, dns1035Label, dns1123Label, labelValueRule, qualifiedName } from './name-rules.ts'

/** Most bytes all annotations of an object may have together, keys and values. */
const maxAnnotationBytes = 262_144

/** A Service's metadata, in the order of apimachinery's ValidateObjectMeta. `relaxedName` lets names begin with a digit. */
export function validateMetadata(errors: FieldErrors, { metadata }: ApiService, relaxedName: boolean): void {
  const nameRule = relaxedName ? dns1123Label : dns1035Label
  const { name, generateName, namespace, labels, annotations } = metadata
  if (generateName !== '') {
    for (const text of nameRule(maskTrailingDash(generateName)))
      errors.invalid('metadata.generateName', generateName, text)
  }
  if (name === '') errors.required('metadata.name', 'name or generateName is required')
  else for (const text of nameRule(name)) errors.invalid('metadata.name', name, text)
  if (namespace === '') errors.required('metadata.namespace')
  else for (const text of dns1123Label(namespace)) errors.invalid('metadata.namespace', namespace, text)
  validateLabels(errors, 'metadata.labels', labels)
  validateAnnotations(errors, annotations)
}

/** Labels and selectors: each key a qualified name, each value a label value. */
export function validateLabels(errors: FieldErrors, path: string, labels: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(labels)) {
    for (const text of qualifiedName(key)) errors.invalid(path, key, text)
    for (const text of labelValueRule(value)) errors.invalid(path, value, text)
  }
}

function validateAnnotations(errors: FieldErrors, annotations: Readonly<Record<string, string>>): void {
  let bytes = 0
  for (const [key, value] of Object.entries(annotations)) {
    bytes += byteLength(key) + byteLength(value)
    for (const text of qualifiedName(key.toLowerCase())) errors.invalid('metadata.annotations', key, text)
  }
  if (bytes > maxAnnotationBytes) errors.tooLong('metadata.annotations', maxAnnotationBytes)
}

/** A name yet to be continued may end in a dash. */
function maskTrailingDash(name: string): string {
  return name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name
}
