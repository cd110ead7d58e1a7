import type { Fix, FixCode, TextEdit } from '../manifest/diagnostic.ts'
import { appendDocument, setField } from '../manifest/edit.ts'
import type { FieldError } from '../manifest/field-error.ts'
import { nearest } from '../manifest/kinds.ts'
import type { Manifest, Position, SourceObject } from '../manifest/manifest.ts'
import { type Path, parsePath } from '../manifest/position.ts'
import { Allocation, type Pools } from './allocate.ts'
import type { ClusterSettings } from './cluster.ts'
import { at, list, text, whole } from './fields.ts'

/** What a fix may need to know besides the object. */
export interface FixContext {
  readonly manifest: Manifest
  readonly settings: ClusterSettings
  readonly pools: Pools
}

/** What one press could do about an error, most likely meant first; none where nothing is evident. */
export function fixesFor(object: SourceObject, error: FieldError, context: FixContext): readonly Fix[] {
  const { message } = error
  const { text: source } = context.manifest
  const path = parsePath(error.path)
  const field = String(path.at(-1))
  if (message.includes(': Unsupported value: ')) return supported(source, object, path, message)
  if (field === 'nodePort') return nodePortFixes(object, path, message, context)
  if (field === 'port' && whole(object.value, ...path) === undefined) return missingPort(source, object, path)
  if (field === 'name' && path[1] === 'ports') return portNameFixes(source, object, path, message)
  if (error.path === 'metadata.name') return nameFixes(source, object, path)
  if (error.path === 'spec.externalName') return externalNameFixes(source, object, path)
  if (error.path.startsWith('spec.clusterIP') && message.includes('failed to allocate IP'))
    return removal(source, object, ['spec', written(object, 'clusterIPs') ? 'clusterIPs' : 'clusterIP'])
  if (error.path === 'spec.healthCheckNodePort') return removal(source, object, path)
  if (message.includes(': Forbidden: ') || message.includes('may only be set for')) {
    const [, name] = path
    return removal(source, object, name === 'LoadBalancerSourceRanges' ? ['spec', 'loadBalancerSourceRanges'] : path)
  }
  return []
}

/** `local` → `Local`; the closest of what is supported, when it is close. */
function supported(source: string, object: SourceObject, path: Path, message: string): readonly Fix[] {
  const [, list = ''] = message.split('supported values: ')
  const values = [...list.matchAll(/"([^"]*)"/g)].map(([, value]) => value ?? '')
  const meant = nearest(String(at(object.value, ...path)), values)
  if (meant !== undefined) return fix('replace-value', { value: meant }, set(source, object, path, meant))
  return []
}

function nodePortFixes(
  object: SourceObject,
  path: Path,
  message: string,
  { manifest, settings, pools }: FixContext,
): readonly Fix[] {
  const source = manifest.text
  const port = path.slice(0, -1)
  const asked = whole(object.value, ...path)
  if (message.includes(': Forbidden: ')) {
    const type = fix('set-type', { value: 'NodePort' }, set(source, object, ['spec', 'type'], 'NodePort'))
    return [...type, ...removal(source, object, path)]
  }
  const fixes: Fix[] = []
  // A node port where a port should be: the wrong word was written.
  if (message.includes('valid range') && whole(object.value, ...port, 'port') === undefined) {
    const key = positionAt(object, path)?.key
    if (key) fixes.push(...fix('rename-field', { from: 'nodePort', to: 'port' }, [{ range: key, insert: 'port' }]))
  }
  const free = new Allocation(settings, pools).nextNodePort(`${object.namespace}/${object.name}/${asked}`)
  if (free !== undefined && asked !== undefined)
    fixes.push(...fix('replace-value', { value: free }, set(source, object, path, free)))
  if (message.includes('valid range') && asked !== undefined && asked >= 1 && asked <= 65535) {
    const { from, to } = settings.nodePortRange
    const range = `${Math.min(from, asked)}-${Math.max(to, asked)}`
    fixes.push(...fix('widen-node-ports', { flag: '--service-node-port-range', range }, widenedRange(manifest, range)))
  }
  return fixes
}

/** The API server's own flag, as kubeadm passes it on: where the text has it, or in a document at the text's end. */
function widenedRange(manifest: Manifest, range: string): readonly TextEdit[] {
  const flag = 'service-node-port-range'
  const object = manifest.objects.findLast(({ kind }) => kind === 'ClusterConfiguration')
  if (!object) {
    return appendDocument(
      manifest.text,
      `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer:\n  extraArgs:\n  - name: ${flag}\n    value: ${range}\n`,
    )
  }
  const place = ['apiServer', 'extraArgs']
  const index = list(object.value, ...place).findIndex((entry) => text(entry, 'name') === flag)
  const known = positionAt(object, index < 0 ? [...place, flag] : [...place, index, 'value'])
  return known ? [{ range: known.value, insert: range }] : []
}

/** Ports that go by these names. */
const wellKnown: Readonly<Record<string, number>> = { http: 80, https: 443, dns: 53, 'dns-tcp': 53, metrics: 9090 }

/** The target's number, or the one its name is known by; none that another port has already. */
function missingPort(source: string, object: SourceObject, path: Path): readonly Fix[] {
  const port = path.slice(0, -1)
  const taken = list(object.value, 'spec', 'ports').map((entry) => whole(entry, 'port'))
  const named = [text(object.value, ...port, 'name'), text(object.value, ...port, 'targetPort')]
  const candidates = [
    whole(object.value, ...port, 'targetPort'),
    ...named.map((name) => (name === undefined ? undefined : wellKnown[name])),
    ...[80, 443, 8080, 8443],
  ]
  const value = candidates.find((each) => each !== undefined && each > 0 && each < 65536 && !taken.includes(each))
  return value === undefined ? [] : fix('add-field', { field: `port: ${value}` }, set(source, object, path, value))
}

function portNameFixes(source: string, object: SourceObject, path: Path, message: string): readonly Fix[] {
  const ports = list(object.value, 'spec', 'ports')
  const port = ports[Number(path[2])]
  const taken = ports.map((each) => text(each, 'name') ?? '')
  const wanted = text(port, 'name') ?? `port-${whole(port, 'port') ?? Number(path[2]) + 1}`
  const free = (base: string): string => {
    for (let n = 2; ; n++) if (!taken.includes(`${base}-${n}`)) return `${base}-${n}`
  }
  if (message.includes('Required value')) {
    const value = taken.includes(wanted) ? free(wanted) : wanted
    return fix('add-field', { field: `name: ${value}` }, set(source, object, path, value))
  }
  const value = message.includes('Duplicate value') ? free(wanted) : label(wanted)
  return value === '' || value === wanted ? [] : fix('replace-value', { value }, set(source, object, path, value))
}

function nameFixes(source: string, object: SourceObject, path: Path): readonly Fix[] {
  const value = label(object.name).replace(/^[-0-9]+/, '')
  return value === '' || value === object.name ? [] : fix('replace-value', { value }, set(source, object, path, value))
}

/** A URL's host, in lower case. */
function externalNameFixes(source: string, object: SourceObject, path: Path): readonly Fix[] {
  const name = text(object.value, ...path) ?? ''
  const value = name
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/[/:].*$/, '')
    .toLowerCase()
  const fits = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(value) && value !== name
  return fits ? fix('replace-value', { value }, set(source, object, path, value)) : []
}

/** The nearest text that is a DNS label. */
function label(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^-a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 63)
    .replace(/-+$/, '')
}

function removal(source: string, object: SourceObject, path: Path): readonly Fix[] {
  const field = String(path.at(-1))
  return fix('remove-field', { field }, set(source, object, path, undefined))
}

function set(
  source: string,
  object: SourceObject,
  path: Path,
  value: string | number | undefined,
): readonly TextEdit[] {
  const mapping = positionAt(object, path.slice(0, -1))
  return mapping ? setField(source, mapping, String(path.at(-1)), value) : []
}

function fix(code: FixCode, values: Fix['values'], edits: readonly TextEdit[]): readonly Fix[] {
  return edits.length > 0 ? [{ code, values, edits }] : []
}

function positionAt(object: SourceObject, path: Path): Position | undefined {
  let position: Position | undefined = object.position
  for (const step of path) position = position?.children?.[String(step)]
  return position
}

function written(object: SourceObject, field: string): boolean {
  return at(object.value, 'spec', field) !== undefined
}
