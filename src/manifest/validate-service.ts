import type { Address } from '../net/address.ts'
import { cidr, contains } from '../net/cidr.ts'
import { checkAddress, checkCidr } from './address-rules.ts'
import { type ApiService, isExternallyAccessible, isHeadless, needsHealthCheck } from './api-service.ts'
import { type FieldError, FieldErrors } from './field-error.ts'
import { dns1123Subdomain, portNumber, qualifiedName } from './name-rules.ts'
import { validateClusterIPs } from './validate-cluster-ips.ts'
import { validateLabels, validateMetadata } from './validate-metadata.ts'
import { validateDuplicatePorts, validateServicePorts } from './validate-service-port.ts'

/** Feature gates of the API server that change what it accepts; the defaults are those of v1.34. */
export interface ValidationGates {
  readonly StrictIPCIDRValidation?: boolean
  readonly PreferSameTrafficDistribution?: boolean
  readonly RelaxedServiceNameValidation?: boolean
}

const onlyLoadBalancer = "may only be used when `type` is 'LoadBalancer'"
const sourceRangesAnnotation = 'service.beta.kubernetes.io/load-balancer-source-ranges'
const serviceTypes = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']
const trafficPolicies = ['Cluster', 'Local']
const affinities = ['ClientIP', 'None']

/**
 * All field errors of a Service that was defaulted and allocated, in the API server's words and order (validation.go
 * ValidateService). None means it would be stored.
 */
export function validateService(service: ApiService, gates: ValidationGates = {}): readonly FieldError[] {
  const strict = gates.StrictIPCIDRValidation ?? false
  const errors = new FieldErrors()
  const { spec } = service
  validateMetadata(errors, service, gates.RelaxedServiceNameValidation ?? false)
  validateTopologyAnnotations(errors, service)
  validateByType(errors, service)
  validateServicePorts(errors, spec.ports)
  validateLabels(errors, 'spec.selector', spec.selector)
  validateAffinity(errors, service)
  errors.append(validateClusterIPs(service, strict))
  validateExternalIPs(errors, spec.externalIPs, strict)
  if (spec.type === '') errors.required('spec.type')
  else if (!serviceTypes.includes(spec.type)) errors.unsupported('spec.type', spec.type, serviceTypes)
  if (spec.type === 'ClusterIP') {
    for (const [index, { nodePort }] of spec.ports.entries())
      if (nodePort !== 0)
        errors.forbidden(`spec.ports[${index}].nodePort`, "may not be used when `type` is 'ClusterIP'")
  }
  validateDuplicatePorts(errors, spec.ports)
  validateSourceRanges(errors, service, strict)
  validateLoadBalancerFields(errors, service)
  validateExternalTraffic(errors, service)
  validateInternalTraffic(errors, service)
  validateDistribution(errors, service, gates.PreferSameTrafficDistribution ?? true)
  return errors.list()
}

function validateTopologyAnnotations(errors: FieldErrors, { metadata }: ApiService): void {
  const older = metadata.annotations['service.kubernetes.io/topology-aware-hints']
  const mode = metadata.annotations['service.kubernetes.io/topology-mode']
  if (older === undefined || mode === undefined || older === mode) return
  errors.invalid(
    'metadata.annotations[service.kubernetes.io/topology-mode]',
    mode,
    'must match annotations[service.kubernetes.io/topology-aware-hints] when both are specified',
  )
}

function validateByType(errors: FieldErrors, service: ApiService): void {
  const { type, ports, clusterIPs, ipFamilies, ipFamilyPolicy, externalName } = service.spec
  if (ports.length === 0 && !isHeadless(service) && type !== 'ExternalName') errors.required('spec.ports')
  if ((type === 'LoadBalancer' || type === 'NodePort') && isHeadless(service))
    errors.invalid('spec.clusterIPs[0]', 'None', `may not be set to 'None' for ${type} services`)
  if (type !== 'ExternalName') return
  const forbidden = 'may not be set for ExternalName services'
  if (clusterIPs.length > 0) errors.forbidden('spec.clusterIPs', forbidden)
  if (ipFamilies.length > 0) errors.forbidden('spec.ipFamilies', forbidden)
  if (ipFamilyPolicy !== undefined) errors.forbidden('spec.ipFamilyPolicy', forbidden)
  // A trailing dot says that the name is complete, as in a zone file.
  const name = externalName.replace(/\.$/, '')
  if (name === '') errors.required('spec.externalName')
  else for (const text of dns1123Subdomain(name)) errors.invalid('spec.externalName', name, text)
}

function validateAffinity(errors: FieldErrors, { spec }: ApiService): void {
  const { sessionAffinity, sessionAffinityConfig } = spec
  if (sessionAffinity === '') errors.required('spec.sessionAffinity')
  else if (!affinities.includes(sessionAffinity))
    errors.unsupported('spec.sessionAffinity', sessionAffinity, affinities)
  if (sessionAffinity === 'None' && sessionAffinityConfig)
    errors.forbidden('spec.sessionAffinityConfig', 'must not be set when session affinity is None')
  if (sessionAffinity !== 'ClientIP') return
  const needed = 'when session affinity type is ClientIP'
  const seconds = sessionAffinityConfig?.clientIP?.timeoutSeconds
  if (!sessionAffinityConfig) errors.required('spec.sessionAffinityConfig', needed)
  else if (!sessionAffinityConfig.clientIP) errors.required('spec.sessionAffinityConfig.clientIP', needed)
  else if (seconds === undefined) errors.required('spec.sessionAffinityConfig.clientIP.timeoutSeconds', needed)
  else if (seconds <= 0 || seconds > 86400)
    // 86400 itself passes, whatever the sentence says.
    errors.invalid(
      'spec.sessionAffinityConfig.clientIP.timeoutSeconds',
      seconds,
      'must be greater than 0 and less than 86400',
    )
}

/** Ranges no external address may be in (validation.go ValidateNonSpecialIP). */
const specialRanges: readonly { readonly holds: (ip: Address) => boolean; readonly detail: string }[] = [
  {
    holds: (ip) => contains(cidr('127.0.0.0/8'), ip) || ip === '::1',
    detail: 'may not be in the loopback range (127.0.0.0/8, ::1/128)',
  },
  {
    holds: (ip) => contains(cidr('169.254.0.0/16'), ip) || contains(cidr('fe80::/10'), ip),
    detail: 'may not be in the link-local range (169.254.0.0/16, fe80::/10)',
  },
  {
    // Link-local scope is the fourth digit, whatever the flags before it; the sentence says otherwise.
    holds: (ip) => contains(cidr('224.0.0.0/24'), ip) || /^ff[0-9a-f]2:/.test(ip),
    detail: 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)',
  },
]

function validateExternalIPs(errors: FieldErrors, externalIPs: readonly string[], strict: boolean): void {
  for (const [index, text] of externalIPs.entries()) {
    const path = `spec.externalIPs[${index}]`
    const ip = checkAddress(errors, path, text, strict)
    if (ip === undefined) continue
    if (ip === '0.0.0.0' || ip === '::') errors.invalid(path, text, `may not be unspecified (${text})`)
    for (const { holds, detail } of specialRanges) if (holds(ip)) errors.invalid(path, text, detail)
  }
}

function validateSourceRanges(errors: FieldErrors, { metadata, spec }: ApiService, strict: boolean): void {
  const annotation = metadata.annotations[sourceRangesAnnotation]
  if (spec.loadBalancerSourceRanges.length > 0) {
    // The capital L is the API server's own.
    const path = 'spec.LoadBalancerSourceRanges'
    if (spec.type !== 'LoadBalancer') errors.forbidden(path, onlyLoadBalancer)
    for (const [index, range] of spec.loadBalancerSourceRanges.entries())
      checkCidr(errors, `${path}[${index}]`, range.trim(), strict)
  } else if (annotation !== undefined) {
    const path = `metadata.annotations[${sourceRangesAnnotation}]`
    if (spec.type !== 'LoadBalancer') errors.forbidden(path, onlyLoadBalancer)
    if (annotation.trim() === '') return
    for (const range of annotation.trim().split(',')) checkCidr(errors, path, range.trim(), strict)
  }
}

function validateLoadBalancerFields(errors: FieldErrors, { spec }: ApiService): void {
  const isLoadBalancer = spec.type === 'LoadBalancer'
  if (spec.allocateLoadBalancerNodePorts !== undefined && !isLoadBalancer)
    errors.forbidden('spec.allocateLoadBalancerNodePorts', onlyLoadBalancer)
  // The path lacks its `spec.` there too.
  if (spec.allocateLoadBalancerNodePorts === undefined && isLoadBalancer)
    errors.required('allocateLoadBalancerNodePorts')
  if (spec.loadBalancerClass === undefined) return
  if (!isLoadBalancer) errors.forbidden('spec.loadBalancerClass', onlyLoadBalancer)
  else
    for (const text of qualifiedName(spec.loadBalancerClass))
      errors.invalid('spec.loadBalancerClass', spec.loadBalancerClass, text)
}

function validateExternalTraffic(errors: FieldErrors, service: ApiService): void {
  const { externalTrafficPolicy: policy, healthCheckNodePort } = service.spec
  const path = 'spec.externalTrafficPolicy'
  if (!isExternallyAccessible(service)) {
    if (policy !== '') errors.invalid(path, policy, 'may only be set for externally-accessible services')
  } else if (policy === '') errors.required(path)
  else if (!trafficPolicies.includes(policy)) errors.unsupported(path, policy, trafficPolicies)
  if (!needsHealthCheck(service)) {
    if (healthCheckNodePort !== 0)
      errors.invalid(
        'spec.healthCheckNodePort',
        healthCheckNodePort,
        "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'",
      )
  } else if (healthCheckNodePort === 0) errors.required('spec.healthCheckNodePort')
  else
    for (const text of portNumber(healthCheckNodePort))
      errors.invalid('spec.healthCheckNodePort', healthCheckNodePort, text)
}

function validateInternalTraffic(errors: FieldErrors, { spec }: ApiService): void {
  const { internalTrafficPolicy: policy, type } = spec
  if (policy === undefined) {
    if (type === 'NodePort' || type === 'LoadBalancer' || type === 'ClusterIP')
      errors.required('spec.internalTrafficPolicy')
  } else if (!trafficPolicies.includes(policy))
    errors.unsupported('spec.internalTrafficPolicy', policy, trafficPolicies)
}

/** Where traffic may be kept close, by feature gate. */
function trafficDistributions(preferSame: boolean): readonly string[] {
  return preferSame ? ['PreferClose', 'PreferSameZone', 'PreferSameNode'] : ['PreferClose']
}

function validateDistribution(errors: FieldErrors, { spec }: ApiService, preferSame: boolean): void {
  const supported = trafficDistributions(preferSame)
  if (spec.trafficDistribution !== undefined && !supported.includes(spec.trafficDistribution))
    errors.unsupported('spec.trafficDistribution', spec.trafficDistribution, supported)
}
