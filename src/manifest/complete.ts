import { modelledKinds } from './kinds.ts'
import { type LabField, labSpec } from './lab-fields.ts'
import { type Shape, shapes } from './schema.ts'
import { splitDocuments } from './split.ts'

/** What may stand at a place in the text. */
export interface Completions {
  /** Where the word begins that an option would replace. */
  readonly from: number
  /** Kind of the document; empty while it has none. */
  readonly kind: string
  readonly options: readonly Completion[]
}

export interface Completion {
  readonly label: string
  /** A field name is written with its colon. */
  readonly type: 'field' | 'value'
  /** Path of the field, for its description: `spec.ports.nodePort`. */
  readonly path: string
}

/** Values the API server takes for fields of named string types; other types are open. */
const named: Readonly<Record<string, readonly string[]>> = {
  'v1.ServiceType': ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'],
  'v1.ServiceAffinity': ['None', 'ClientIP'],
  'v1.ServiceExternalTrafficPolicy': ['Cluster', 'Local'],
  'v1.ServiceInternalTrafficPolicy': ['Cluster', 'Local'],
  'v1.IPFamily': ['IPv4', 'IPv6'],
  'v1.IPFamilyPolicy': ['SingleStack', 'PreferDualStack', 'RequireDualStack'],
  'v1.Protocol': ['TCP', 'UDP', 'SCTP'],
}

/**
 * Field names and values that fit at an offset of a text in block style. It reads lines and their indents, not the parsed
 * text: while somebody types, the text is seldom whole.
 */
export function completionsAt(text: string, offset: number): Completions | undefined {
  const document = splitDocuments(text).findLast(({ start }) => start <= offset)
  if (!document) return undefined
  const lines = document.text.slice(0, offset - document.start).split('\n')
  const line = lines.at(-1) ?? ''
  const value = /^([ -]*)([\w.-]+):[ \t]+(\S*)$/.exec(line)
  const field = /^([ -]*)([\w.-]*)$/.exec(line)
  const [, lead = '', key = '', typed = ''] = value ?? field ?? []
  if (!value && !field) return undefined
  const parents = parentsOf(lines.slice(0, -1), lead)
  const kind = /^kind:[ \t]*(\w+)/m.exec(document.text)?.[1]
  const path = (name: string) => [...parents, name].join('.')
  if (value) {
    const from = offset - typed.length
    return {
      from,
      kind: kind ?? '',
      options: valuesOf(kind, parents, key).map((label) => ({ label, type: 'value', path: path(key) })),
    }
  }
  const from = offset - key.length
  return {
    from,
    kind: kind ?? '',
    options: fieldsOf(kind, parents).map((label) => ({ label, type: 'field', path: path(label) })),
  }
}

/** The fields whose blocks the next line, with this lead, stands in; lists leave no trace in the path. */
function parentsOf(lines: readonly string[], lead: string): readonly string[] {
  const parents: string[] = []
  let indent = lead.length
  // A dash belongs to its field's block, whether or not it is indented.
  let dashed = lead.includes('-') ? lead.indexOf('-') : undefined
  for (const line of lines.toReversed()) {
    if (/^\s*(#.*)?$/.test(line)) continue
    const [, before = '', name] = /^([ -]*)(?:"?([\w./-]+)"?:)?/.exec(line) ?? []
    const opens = dashed === undefined ? before.length < indent : before.replace(/-.*/, '').length <= dashed
    if (opens && name !== undefined && /:[ \t]*(#.*)?$/.test(line)) {
      parents.unshift(name)
      indent = before.length
      dashed = before.includes('-') ? before.indexOf('-') : undefined
    } else if (dashed === undefined && before.includes('-') && before.length === indent) dashed = before.indexOf('-')
    if (indent === 0) break
  }
  return parents
}

function fieldsOf(kind: string | undefined, parents: readonly string[]): readonly string[] {
  if (parents.length === 0 && kind === undefined) return ['apiVersion', 'kind', 'metadata', 'spec']
  const found = shapeAt(kind, parents)
  if (typeof found !== 'object') return []
  return 'fields' in found ? Object.keys(found.fields) : []
}

function valuesOf(kind: string | undefined, parents: readonly string[], key: string): readonly string[] {
  if (parents.length === 0 && key === 'kind') return Object.keys(modelledKinds)
  if (parents.length === 0 && key === 'apiVersion')
    return kind === undefined ? [...new Set(Object.values(modelledKinds).flat())] : (modelledKinds[kind] ?? [])
  const found = shapeAt(kind, [...parents, key])
  if (found === 'bool' || found === 'boolean') return ['true', 'false']
  if (found === 'protocol') return ['TCP', 'UDP', 'SCTP']
  if (typeof found !== 'object') return key === 'hairpinMode' ? ['hairpin-veth', 'promiscuous-bridge', 'none'] : []
  if ('named' in found) return named[found.named] ?? []
  return 'oneOf' in found ? found.oneOf.map(String) : []
}

/** The shape of a field, lists and maps stepped into. */
function shapeAt(kind: string | undefined, path: readonly string[]): Shape | LabField | undefined {
  const lab: LabField = { fields: { apiVersion: 'string', kind: 'string', metadata: 'string', spec: labSpec } }
  let shape: Shape | LabField | undefined = kind === 'Lab' ? lab : shapes[kind ?? '']
  for (const part of path) {
    if (typeof shape !== 'object') return undefined
    if ('fields' in shape) shape = shape.fields[part]
    else if ('names' in shape) shape = shape.names
    else return undefined
    while (typeof shape === 'object' && 'list' in shape) shape = shape.list
  }
  return shape
}
