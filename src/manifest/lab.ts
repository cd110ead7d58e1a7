import { parseAddress } from '../net/address.ts'
import { parseCidr } from '../net/cidr.ts'
import type { Diagnostic, DiagnosticCode } from './diagnostic.ts'
import { parseDuration } from './duration.ts'
import { nearest } from './kinds.ts'
import { type LabField, labSpec } from './lab-fields.ts'
import type {
  Json,
  JsonObject,
  Lab,
  LabDns,
  LabFault,
  LabHost,
  LabLoadBalancer,
  LabRecord,
  LabRule,
  LabWhatIf,
  SourceObject,
} from './manifest.ts'
import { formatPath, type Path, positionOf } from './position.ts'

/** A Lab that says nothing: what everything is when the text has no Lab document. */
export const defaultLab: Lab = {
  kubernetesVersion: 'v1.34',
  systemServices: true,
  hosts: [{ name: 'client', addresses: ['203.0.113.10/24'], listens: [] }],
  router: { rpFilter: 0, routes: [] },
  egressMasquerade: 'outside',
  nodes: {},
  pods: {},
  rules: [],
  whatIf: { masquerade: true },
  faults: [],
  before: [],
  request: {},
}

/** Checks a Lab document against `labSpec`; what is wrong is diagnosed at its place and left out. */
export function readLab(object: SourceObject): { readonly lab: Lab; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const note = (path: Path, code: DiagnosticCode, values: Record<string, string>, part: 'key' | 'value' = 'value') => {
    const severity = code === 'field-not-used-yet' ? 'info' : 'warning'
    const range = positionOf(object, path, part)
    const { kind, namespace, name } = object
    const meant = code === 'field-unknown' ? values.meant : undefined
    diagnostics.push({
      severity,
      stage: 'lab',
      object: { kind, namespace, name },
      path: formatPath(path),
      range,
      says: { code, values },
      ...(meant
        ? {
            fixes: [
              {
                code: 'rename-field',
                values: { from: values.field ?? '', to: meant },
                edits: [{ range, insert: meant }],
              },
            ],
          }
        : {}),
    })
  }
  const spec = check(object.value.spec ?? {}, labSpec, ['spec'], note)
  const known = (spec ?? {}) as Partial<Lab>
  const hosts = (known.hosts ?? []).map(wholeHost).filter((host) => host.name !== '')
  const whatIf: LabWhatIf = { ...defaultLab.whatIf, ...known.whatIf }
  const rules = (known.rules ?? []).flatMap((rule, index) => wholeRule(rule, ['spec', 'rules', index], note))
  const faults = (known.faults ?? []).flatMap((fault, index) =>
    wholeFault(fault, writtenAt(object, index), ['spec', 'faults', index], note),
  )
  return {
    lab: {
      ...defaultLab,
      ...known,
      rules,
      faults,
      egressMasquerade: whatIf.egressMasquerade ?? known.egressMasquerade ?? defaultLab.egressMasquerade,
      hosts: hosts.length > 0 ? hosts : defaultLab.hosts,
      router: {
        ...defaultLab.router,
        ...known.router,
        ...(whatIf.rpFilter === undefined ? {} : { rpFilter: whatIf.rpFilter }),
        routes: (known.router?.routes ?? []).filter((route) => route.to !== undefined),
      },
      ...(known.dns ? { dns: wholeDns(known.dns) } : {}),
      ...(known.loadBalancer ? { loadBalancer: wholeBalancer(known.loadBalancer) } : {}),
      whatIf,
    },
    diagnostics,
  }
}

type Note = (path: Path, code: DiagnosticCode, values: Record<string, string>, part?: 'key' | 'value') => void

/** The value as far as it fits; undefined where it does not. */
function check(value: Json, field: LabField, path: Path, note: Note): Json | undefined {
  if (value === null) return undefined
  const wrong = (type: string): undefined => {
    note(path, 'field-type', { field: formatPath(path), type })
    return undefined
  }
  if (typeof field === 'object') return checkComposite(value, field, path, note)
  switch (field) {
    case 'later':
      note(path, 'field-not-used-yet', { field: formatPath(path) }, 'key')
      return undefined
    case 'string':
      return typeof value === 'string' || typeof value === 'number' ? String(value) : wrong('string')
    case 'boolean':
      return typeof value === 'boolean' ? value : wrong('true / false')
    case 'integer':
      return Number.isSafeInteger(value) ? value : wrong('number')
    case 'port':
      return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 65535 ? value : wrong('1–65535')
    case 'protocol':
      return ['TCP', 'UDP', 'SCTP'].includes(String(value)) ? value : wrong('TCP, UDP, SCTP')
    case 'address':
      if (typeof value === 'string' && parseAddress(value.split('/')[0] ?? '')) return value
      note(path, 'lab-address', { value: String(value) })
      return undefined
    case 'network':
    case 'cidr':
      if (typeof value === 'string' && (parseCidr(value) || parseAddress(value)))
        return value.includes('/') ? value : `${value}/32`
      note(path, 'lab-address', { value: String(value) })
      return undefined
    case 'duration': {
      const seconds = parseDuration(String(value))
      return seconds ?? wrong('10s, 5m, 1h')
    }
    case 'title':
      return checkTitle(value, path, note)
    default:
      field satisfies never
      return undefined
  }
}

function checkComposite(value: Json, field: Exclude<LabField, string>, path: Path, note: Note): Json | undefined {
  if ('oneOf' in field) {
    // YAML 1.1 reads a bare `off` as false.
    const meant = value === false && field.oneOf.includes('off') ? 'off' : value
    if (field.oneOf.some((allowed) => allowed === meant)) return meant
    note(path, 'value-unsupported', {
      field: formatPath(path),
      value: String(value),
      supported: field.oneOf.join(', '),
    })
    return undefined
  }
  if ('list' in field) {
    // A single name may stand for a list of one: `via: node2`.
    const items: readonly Json[] = Array.isArray(value) ? value : [value]
    return items.flatMap((item, index) => {
      const checked = check(item, field.list, Array.isArray(value) ? [...path, index] : path, note)
      return checked === undefined ? [] : [checked]
    })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    note(path, 'field-type', { field: formatPath(path), type: '{ … }' })
    return undefined
  }
  const result: { [key: string]: Json } = {}
  for (const [key, item] of Object.entries(value as JsonObject)) {
    const inside = [...path, key]
    const expected = 'names' in field ? field.names : Object.hasOwn(field.fields, key) ? field.fields[key] : undefined
    if (expected === undefined) {
      const meant = 'fields' in field ? nearest(key, Object.keys(field.fields)) : undefined
      note(inside, 'field-unknown', { field: key, ...(meant ? { meant } : {}) }, 'key')
      continue
    }
    const checked = check(item, expected, inside, note)
    if (checked !== undefined) result[key] = checked
  }
  return result
}

/** One text serves both languages when only one is given. */
function checkTitle(value: Json, path: Path, note: Note): Json | undefined {
  if (typeof value === 'string') return { en: value, 'zh-CN': value }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const { en, 'zh-CN': zh } = value as JsonObject
    const some = typeof en === 'string' ? en : typeof zh === 'string' ? zh : undefined
    if (some !== undefined)
      return { en: typeof en === 'string' ? en : some, 'zh-CN': typeof zh === 'string' ? zh : some }
  }
  note(path, 'field-type', { field: formatPath(path), type: 'string' })
  return undefined
}

/** A record without a name or a value is none; one without a type holds an address. */
function wholeDns({ server, records }: LabDns): LabDns {
  const whole = records?.flatMap((record: Partial<LabRecord>): readonly LabRecord[] => {
    const { name, value, ttl } = record
    if (name === undefined || value === undefined) return []
    const type = record.type ?? (value.includes(':') ? 'AAAA' : parseAddress(value) ? 'A' : 'CNAME')
    return [{ name, type, value, ...(ttl === undefined ? {} : { ttl }) }]
  })
  return { ...(server ? { server } : {}), ...(whole ? { records: whole } : {}) }
}

function wholeHost(host: Partial<LabHost>): LabHost {
  const listens = (host.listens ?? []).filter((listen) => listen.port !== undefined)
  return {
    name: host.name ?? '',
    addresses: host.addresses ?? [],
    listens: listens.map((listen) => ({ ...listen, protocol: listen.protocol ?? 'TCP' })),
  }
}

/** A load balancer that is named at all exists; what is not said of it is as most providers do. */
function wholeBalancer(known: Partial<LabLoadBalancer>): LabLoadBalancer {
  const { interval = 10, threshold = 2 } = known.healthCheck ?? {}
  return {
    targets: 'nodes',
    sourceAddress: 'client',
    ...known,
    healthCheck: { interval, threshold: Math.max(1, threshold) },
  }
}

/** One fault as it was written, unchecked. */
function writtenAt(object: SourceObject, index: number): Json {
  const faults = ((object.value.spec ?? {}) as JsonObject).faults
  return (Array.isArray(faults) ? faults[index] : faults) ?? {}
}

/** An edit of exactly one kind; its table is `filter` when it names none, as for iptables itself. */
function wholeRule(rule: Partial<LabRule>, path: Path, note: Note): readonly LabRule[] {
  const kinds = (['delete', 'insert', 'append', 'policy'] as const).filter((kind) => rule[kind] !== undefined)
  if (kinds.length === 1) return [{ ...rule, table: rule.table ?? 'filter' }]
  note(path, 'lab-one-of', { field: formatPath(path), choice: 'delete, insert, append, policy' })
  return []
}

function wholeFault(fault: Partial<LabFault>, written: Json, path: Path, note: Note): readonly LabFault[] {
  const { type, node, stage = 0 } = fault
  if (type !== undefined && node !== undefined) return [{ type, node, stage }]
  for (const field of ['type', 'node']) {
    if (!Object.hasOwn(Object(written), field)) note(path, 'field-missing', { field: formatPath([...path, field]) })
  }
  return []
}
