import { parseAddress } from '../net/address.ts'
import { checkAddress } from './address-rules.ts'
import { type ApiService, isHeadless } from './api-service.ts'
import { type FieldError, FieldErrors } from './field-error.ts'

const families = ['IPv4', 'IPv6']
const policies = ['PreferDualStack', 'RequireDualStack', 'SingleStack']

/**
 * clusterIP, clusterIPs, ipFamilies and ipFamilyPolicy against each other (validation.go
 * ValidateServiceClusterIPsRelatedFields). Allocation runs this first too, and then its errors come alone.
 */
export function validateClusterIPs(service: ApiService, strict: boolean): readonly FieldError[] {
  const errors = new FieldErrors()
  const { type, clusterIP, clusterIPs, ipFamilies, ipFamilyPolicy } = service.spec
  if (type === 'ExternalName') return []
  const [first] = clusterIPs
  if (clusterIP !== '' && first === undefined) errors.required('spec.clusterIPs')
  else if (clusterIP !== '' && first !== clusterIP)
    errors.invalid('spec.clusterIPs', clusterIPs, 'first value must match `clusterIP`')
  else if (clusterIP === '' && first !== undefined)
    errors.invalid('spec.clusterIPs', clusterIPs, 'must be empty when `clusterIP` is not specified')
  for (const [index, family] of ipFamilies.entries()) {
    const path = `spec.ipFamilies[${index}]`
    if (!families.includes(family)) errors.unsupported(path, family, families)
    if (ipFamilies.indexOf(family) < index) errors.duplicate(path, family)
  }
  if (ipFamilyPolicy !== undefined && !policies.includes(ipFamilyPolicy))
    errors.unsupported('spec.ipFamilyPolicy', ipFamilyPolicy, policies)
  const wellFormed = validateEach(errors, clusterIPs, strict)
  if (clusterIPs.length > 2) errors.invalid('spec.clusterIPs', clusterIPs, 'may only hold up to 2 values')
  if (wellFormed) validateFamilies(errors, service)
  return errors.list()
}

/** False when one is no address, after which comparing families would only confuse. */
function validateEach(errors: FieldErrors, clusterIPs: readonly string[], strict: boolean): boolean {
  let wellFormed = true
  for (const [index, ip] of clusterIPs.entries()) {
    if (index === 0 && ip === 'None') {
      if (clusterIPs.length === 1) continue
      errors.invalid('spec.clusterIPs', clusterIPs, "'None' must be the first and only value")
      wellFormed = false
    } else if (checkAddress(errors, `spec.clusterIPs[${index}]`, ip, strict) === undefined) wellFormed = false
  }
  return wellFormed
}

function validateFamilies(errors: FieldErrors, service: ApiService): void {
  const { clusterIPs, ipFamilies } = service.spec
  if (clusterIPs.length > 1) {
    const kinds = new Set(clusterIPs.map(isIPv6))
    // Two families among three addresses are a pair and a third: refused for being three.
    if (kinds.size < 2)
      errors.invalid('spec.clusterIPs', clusterIPs, 'may specify no more than one IP for each IP family')
  }
  if (isHeadless(service)) return
  for (const [index, ip] of clusterIPs.entries()) {
    const family = ipFamilies[index]
    if ((family === 'IPv4' && isIPv6(ip)) || (family === 'IPv6' && !isIPv6(ip)))
      errors.invalid(
        `spec.clusterIPs[${index}]`,
        ip,
        `expected an ${family} value as indicated by \`ipFamilies[${index}]\``,
      )
  }
}

function isIPv6(ip: string): boolean {
  return (parseAddress(ip) ?? ip).includes(':')
}
