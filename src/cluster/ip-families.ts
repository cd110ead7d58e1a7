import type { ApiService } from '../manifest/api-service.ts'
import { type FieldError, FieldErrors } from '../manifest/field-error.ts'
import { validateClusterIPs } from '../manifest/validate-cluster-ips.ts'
import { type Family, familyOf, parseAddress } from '../net/address.ts'
import type { ClusterSettings } from './cluster.ts'

export type IPFamily = 'IPv4' | 'IPv6'

export function ipFamily(family: Family): IPFamily {
  return family === 4 ? 'IPv4' : 'IPv6'
}

/**
 * Decides a new Service's ipFamilies and ipFamilyPolicy, or refuses them (registry/core/service/storage/alloc.go
 * initIPFamilyFields). It is the first thing allocation does, so its errors hide all others.
 */
export function initIPFamilies(
  service: ApiService,
  settings: ClusterSettings,
): { readonly service: ApiService } | { readonly errors: readonly FieldError[] } {
  const { spec } = service
  if (spec.type === 'ExternalName') return { service }
  const configured = settings.families.map(ipFamily)
  const selectorless = spec.clusterIP === 'None' && Object.keys(spec.selector).length === 0
  const policy = spec.ipFamilyPolicy ?? (selectorless ? 'RequireDualStack' : 'SingleStack')
  const related = validateClusterIPs({ ...service, spec: { ...spec, ipFamilyPolicy: policy } }, false)
  if (related.length > 0) return { errors: related }

  const errors = new FieldErrors()
  if (policy === 'SingleStack') {
    const several = (what: string) =>
      `must be 'RequireDualStack' or 'PreferDualStack' when multiple ${what} are specified`
    if (spec.clusterIPs.length === 2) errors.invalid('spec.ipFamilyPolicy', policy, several('cluster IPs'))
    if (spec.ipFamilies.length === 2) errors.invalid('spec.ipFamilyPolicy', policy, several('IP families'))
  }
  const families = inferred(errors, service, configured)
  if (errors.list().length > 0) return { errors: errors.list() }

  const [preferred = 'IPv4'] = configured
  // A headless Service without a selector may ask for families that the cluster does not have.
  if (selectorless) {
    const own = families.length === 0 ? [preferred] : families
    return decided(service, policy, policy === 'SingleStack' ? own : withOther(own))
  }
  if (policy === 'RequireDualStack' && configured.length < 2)
    errors.invalid('spec.ipFamilyPolicy', policy, 'this cluster is not configured for dual-stack services')
  for (const [index, family] of families.entries())
    if (!configured.includes(family as IPFamily))
      errors.invalid(`spec.ipFamilies[${index}]`, family, 'not configured on this cluster')
  if (errors.list().length > 0) return { errors: errors.list() }
  const own = families.length === 0 ? [preferred] : families
  return decided(service, policy, policy === 'SingleStack' || configured.length < 2 ? own : withOther(own))
}

/** The families asked for, and those of addresses beyond them. */
function inferred(errors: FieldErrors, { spec }: ApiService, configured: readonly IPFamily[]): readonly string[] {
  const families = [...spec.ipFamilies]
  for (const [index, ip] of spec.clusterIPs.entries()) {
    if (ip === 'None') break
    if (index < spec.ipFamilies.length) continue
    const address = parseAddress(ip)
    if (address === undefined) continue
    const family = ipFamily(familyOf(address))
    if (configured.includes(family)) families.push(family)
    else errors.invalid(`spec.clusterIPs[${index}]`, spec.clusterIPs, `${family} is not configured on this cluster`)
  }
  return families
}

function withOther(families: readonly string[]): readonly string[] {
  if (families.length !== 1) return families
  return [...families, families[0] === 'IPv4' ? 'IPv6' : 'IPv4']
}

function decided(service: ApiService, ipFamilyPolicy: string, ipFamilies: readonly string[]) {
  return { service: { ...service, spec: { ...service.spec, ipFamilyPolicy, ipFamilies } } }
}
