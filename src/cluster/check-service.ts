import type { Fix } from '../manifest/diagnostic.ts'
import { positionOf } from '../manifest/position.ts'
import type { FieldError } from './admit.ts'
import type { Service } from './cluster.ts'
import type { ServiceDraft } from './services.ts'

const portRange = 'must be between 1 and 65535, inclusive'

/** Field errors of a Service after allocation, in the API server's words and order (validation.go ValidateService). */
export function checkService(service: Service, draft: ServiceDraft): readonly FieldError[] {
  const errors: FieldError[] = []
  const add = (path: string, detail: string, fix?: Fix) =>
    errors.push({ path, message: `${path}: ${detail}`, ...(fix ? { fix } : {}) })
  const label =
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"
  if (service.name.length > 63)
    add('metadata.name', `Invalid value: ${quote(service.name)}: must be no more than 63 bytes`)
  if (!/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(service.name))
    add('metadata.name', `Invalid value: ${quote(service.name)}: ${label}`)
  if (service.ports.length === 0 && !service.headless && service.type !== 'ExternalName')
    add('spec.ports', 'Required value')
  if (service.type === 'ExternalName' && !service.externalName) add('spec.externalName', 'Required value')
  const names = new Set<string>()
  for (const [index, port] of service.ports.entries()) {
    const path = `spec.ports[${index}]`
    if (port.name === '' && service.ports.length > 1) add(`${path}.name`, 'Required value')
    if (port.name !== '' && names.has(port.name)) add(`${path}.name`, `Duplicate value: ${quote(port.name)}`)
    names.add(port.name)
    if (port.port < 1 || port.port > 65535) add(`${path}.port`, `Invalid value: ${port.port}: ${portRange}`)
    if (!['SCTP', 'TCP', 'UDP'].includes(port.protocol)) {
      const fix = caseFix(draft, `${path}.protocol`, port.protocol, ['SCTP', 'TCP', 'UDP'])
      add(`${path}.protocol`, `Unsupported value: ${quote(port.protocol)}: supported values: "SCTP", "TCP", "UDP"`, fix)
    }
    if (typeof port.targetPort === 'number' && (port.targetPort < 1 || port.targetPort > 65535)) {
      add(`${path}.targetPort`, `Invalid value: ${port.targetPort}: ${portRange}`)
    }
  }
  const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']
  if (!types.includes(service.type)) {
    const fix = caseFix(draft, 'spec.type', service.type, types)
    add('spec.type', `Unsupported value: ${quote(service.type)}: supported values: ${types.map(quote).join(', ')}`, fix)
  }
  for (const [index, port] of service.ports.entries()) {
    if (service.type === 'ClusterIP' && port.nodePort !== undefined) {
      add(`spec.ports[${index}].nodePort`, "Forbidden: may not be used when `type` is 'ClusterIP'")
    }
  }
  for (const field of ['externalTrafficPolicy', 'internalTrafficPolicy'] as const) {
    const value = service[field]
    if (value === undefined || value === 'Cluster' || value === 'Local') continue
    const fix = caseFix(draft, `spec.${field}`, value, ['Cluster', 'Local'])
    add(`spec.${field}`, `Unsupported value: ${quote(value)}: supported values: "Cluster", "Local"`, fix)
  }
  return errors
}

/** The supported value that differs in case only. */
function caseFix({ object }: ServiceDraft, path: string, value: string, supported: readonly string[]): Fix | undefined {
  const meant = supported.find((candidate) => candidate.toLowerCase() === value.toLowerCase())
  if (!object || meant === undefined) return undefined
  return {
    code: 'replace-value',
    values: { value: meant },
    edits: [{ range: positionOf(object, path), insert: meant }],
  }
}

function quote(value: string): string {
  return JSON.stringify(value)
}
