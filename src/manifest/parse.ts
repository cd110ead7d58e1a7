import { checkShape } from './decode.ts'
import type { Diagnostic, DiagnosticCode, SourceRange } from './diagnostic.ts'
import { generatedName } from './generated-name.ts'
import { isConfiguration, modelledKinds, nearestKind } from './kinds.ts'
import { defaultLab, readLab } from './lab.ts'
import type { Json, JsonObject, Manifest, Position, SourceObject } from './manifest.ts'
import { readDocument } from './read-document.ts'
import { shapes } from './schema.ts'
import { splitDocuments } from './split.ts'

/** Texts above this many UTF-16 units are not read at all. */
const maxTextLength = 2_000_000
/** Objects one text may hold. */
const maxObjects = 20_000

/**
 * What a text says, as far as it can be understood. Never throws: whatever is wrong becomes a diagnostic at its place,
 * and the documents around it are read all the same. `read` is what reads one document; one that remembers makes a text
 * that changes a letter at a time cheap.
 */
export function parseManifest(text: string, read = readDocument): Manifest {
  const reader = new Reader()
  if (text.length > maxTextLength) {
    reader.note({ start: 0, end: 0 }, 'error', 'yaml', 'text-too-large', { limit: maxTextLength })
  } else {
    for (const [index, document] of splitDocuments(text).entries()) {
      const { value, position, diagnostics } = read(document, text)
      reader.diagnostics.push(...diagnostics)
      if (value !== undefined) reader.document(value, position ?? { value: { start: 0, end: 0 } }, index)
    }
  }
  return reader.finish(text)
}

/** Collects objects in document order. */
class Reader {
  readonly diagnostics: Diagnostic[] = []
  private readonly objects = new Map<string, SourceObject>()
  private readonly notModelled: SourceObject[] = []
  private lab: SourceObject | undefined
  private count = 0

  document(value: Json, position: Position, document: number): void {
    if (!isObject(value)) {
      this.note(position.value, 'error', 'decode', 'not-an-object', {})
      return
    }
    const kind = value.kind
    const items = value.items
    if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)) {
      for (const [index, item] of items.entries()) {
        const place = position.children?.items?.children?.[String(index)] ?? position
        this.document(item, place, document)
      }
      return
    }
    this.object(value, position, document)
  }

  private object(value: JsonObject, position: Position, document: number): void {
    if (++this.count > maxObjects) {
      if (this.count === maxObjects + 1)
        this.note(position.value, 'error', 'decode', 'too-many-objects', { limit: maxObjects })
      return
    }
    const { kind, apiVersion } = value
    if (kind === undefined || kind === null || kind === '')
      return this.note(firstKey(position), 'error', 'decode', 'kind-missing', {})
    if (typeof kind !== 'string')
      return this.note(placeOf(position, 'kind'), 'error', 'decode', 'field-type', { field: 'kind', type: 'string' })
    const object = sourceObject(value, kind, typeof apiVersion === 'string' ? apiVersion : '', position, document)
    const versions = Object.hasOwn(modelledKinds, kind) ? modelledKinds[kind] : undefined
    if (versions === undefined) return this.unmodelled(object)
    if (apiVersion === undefined || apiVersion === null)
      return this.note(firstKey(position), 'error', 'decode', 'api-version-missing', { kind }, object)
    if (typeof apiVersion !== 'string') {
      const values = { field: 'apiVersion', type: 'string' }
      return this.note(placeOf(position, 'apiVersion'), 'error', 'decode', 'field-type', values, object)
    }
    if (!versions.includes(apiVersion)) {
      const range = placeOf(position, 'apiVersion')
      const literal =
        apiVersion.split('/').length > 2
          ? `unexpected GroupVersion string: ${apiVersion}`
          : `no matches for kind "${kind}" in version "${apiVersion}"`
      const fix = {
        code: 'replace-value' as const,
        values: { value: versions[0] ?? 'v1' },
        edits: [{ range, insert: versions[0] ?? 'v1' }],
      }
      this.diagnostics.push({
        severity: 'error',
        stage: 'decode',
        object: nameOf(object),
        path: 'apiVersion',
        range,
        says: { literal },
        fixes: [fix],
      })
      return
    }
    if (kind === 'Lab') return this.takeLab(object)
    this.take(object)
  }

  private take(object: SourceObject): void {
    const shape = shapes[object.kind]
    const problems = shape ? checkShape(object, object.value, shape) : []
    this.diagnostics.push(...problems)
    if (problems.length > 0) return
    // A Service without a name is refused with all else that is wrong with it.
    if (object.name === '' && object.kind !== 'Service' && !isConfiguration(object.kind)) {
      const literal = 'metadata.name: Required value: name or generateName is required'
      const range = placeOf(object.position, 'metadata')
      this.diagnostics.push({
        severity: 'error',
        stage: 'validation',
        object: nameOf(object),
        path: 'metadata.name',
        range,
        says: { literal },
      })
      return
    }
    const key = `${object.kind} ${object.namespace}/${object.name || object.position.value.start}`
    if (this.objects.has(key)) {
      const { kind, name } = object
      this.note(nameRange(object.position), 'warning', 'decode', 'duplicate-object', { kind, name }, object)
      this.objects.delete(key)
    }
    this.objects.set(key, object)
  }

  private takeLab(object: SourceObject): void {
    if (this.lab) this.note(placeOf(object.position, 'kind'), 'warning', 'lab', 'lab-duplicate', {}, object)
    this.lab = object
  }

  private unmodelled(object: SourceObject): void {
    const meant = nearestKind(object.kind)
    if (meant === undefined) {
      this.notModelled.push(object)
      const { kind, name } = object
      return this.note(placeOf(object.position, 'kind'), 'info', 'decode', 'kind-not-modelled', { kind, name }, object)
    }
    const range = placeOf(object.position, 'kind')
    this.diagnostics.push({
      severity: 'error',
      stage: 'decode',
      object: nameOf(object),
      path: 'kind',
      range,
      says: { code: 'kind-misspelled', values: { kind: object.kind, meant } },
      fixes: [{ code: 'rename-kind', values: { from: object.kind, to: meant }, edits: [{ range, insert: meant }] }],
    })
  }

  note(
    range: SourceRange,
    severity: Diagnostic['severity'],
    stage: Diagnostic['stage'],
    code: DiagnosticCode,
    values: Record<string, string | number>,
    object?: SourceObject,
  ): void {
    this.diagnostics.push({
      severity,
      stage,
      path: null,
      range,
      says: { code, values },
      ...(object ? { object: nameOf(object) } : {}),
    })
  }

  finish(text: string): Manifest {
    const lab = this.lab ? readLab(this.lab) : { lab: defaultLab, diagnostics: [] }
    return {
      text,
      objects: [...this.objects.values()],
      lab: lab.lab,
      ...(this.lab ? { labObject: this.lab } : {}),
      notModelled: this.notModelled,
      diagnostics: [...this.diagnostics, ...lab.diagnostics].sort((a, b) => a.range.start - b.range.start),
    }
  }
}

function sourceObject(
  value: JsonObject,
  kind: string,
  apiVersion: string,
  position: Position,
  document: number,
): SourceObject {
  const metadata = isObject(value.metadata) ? value.metadata : {}
  const generate = typeof metadata.generateName === 'string' ? metadata.generateName : ''
  const written = typeof metadata.name === 'string' ? metadata.name : ''
  const name = written === '' && generate !== '' ? generatedName(generate, position.value.start) : written
  const namespaced = kind !== 'Node' && !isConfiguration(kind)
  const namespace = typeof metadata.namespace === 'string' && metadata.namespace !== '' ? metadata.namespace : 'default'
  const exists = ['uid', 'resourceVersion', 'creationTimestamp'].some((key) => typeof metadata[key] === 'string')
  return { kind, apiVersion, namespace: namespaced ? namespace : '', name, value, position, document, exists }
}

function nameOf({ kind, namespace, name }: SourceObject) {
  return { kind, namespace, name }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function placeOf(position: Position, key: string): SourceRange {
  return position.children?.[key]?.value ?? position.value
}

function nameRange(position: Position): SourceRange {
  return position.children?.metadata?.children?.name?.value ?? placeOf(position, 'metadata')
}

/** The first key of a mapping: a better place to complain at than the whole mapping. */
function firstKey(position: Position): SourceRange {
  return Object.values(position.children ?? {})[0]?.key ?? position.value
}
