import { addressWarning, cidrWarnings } from './address-rules.ts'
import { type ApiService, isHeadless } from './api-service.ts'

/** A warning of the API server about a Service it accepts, with the field it is about. */
export interface ServiceWarning {
  readonly path: string
  readonly message: string
}

/** What `kubectl` prints after `Warning: ` when the Service is created (pkg/api/service/warnings.go, v1.34). */
export function serviceWarnings(service: ApiService): readonly ServiceWarning[] {
  const { metadata, spec } = service
  const warnings: ServiceWarning[] = []
  const add = (path: string, message: string | undefined): void => {
    if (message !== undefined) warnings.push({ path, message })
  }
  const deprecated = 'service.kubernetes.io/topology-aware-hints'
  if (deprecated in metadata.annotations) {
    const message = `annotation ${deprecated} is deprecated, please use service.kubernetes.io/topology-mode instead`
    add(`metadata.annotations[${deprecated}]`, message)
  }
  const headless = isHeadless(service)
  if (headless) {
    const ignored = 'is ignored for headless services'
    if (spec.loadBalancerIP !== '') add('spec.loadBalancerIP', `spec.loadBalancerIP ${ignored}`)
    if (spec.externalIPs.length > 0) add('spec.externalIPs', `spec.externalIPs ${ignored}`)
    if (spec.sessionAffinity !== 'None') add('spec.sessionAffinity', `spec.SessionAffinity ${ignored}`)
  } else {
    for (const [path, ip] of indexed('spec.clusterIPs', spec.clusterIPs)) add(path, addressWarning(path, ip))
  }
  for (const [path, ip] of indexed('spec.externalIPs', spec.externalIPs)) add(path, addressWarning(path, ip))
  if (spec.loadBalancerIP !== '') add('spec.loadBalancerIP', addressWarning('spec.loadBalancerIP', spec.loadBalancerIP))
  for (const [path, range] of indexed('spec.loadBalancerSourceRanges', spec.loadBalancerSourceRanges))
    for (const message of cidrWarnings(path, range)) add(path, message)
  if (spec.type === 'ExternalName') {
    if (spec.externalIPs.length > 0)
      add('spec.externalIPs', 'spec.externalIPs is ignored when spec.type is "ExternalName"')
  } else if (spec.externalName !== '')
    add('spec.externalName', 'spec.externalName is ignored when spec.type is not "ExternalName"')
  return warnings
}

function indexed(path: string, values: readonly string[]): readonly (readonly [string, string])[] {
  return values.map((value, index) => [`${path}[${index}]`, value])
}
