import { type Address, parseAddress } from '../net/address.ts'
import { cidrBase, parseCidr } from '../net/cidr.ts'
import type { FieldErrors } from './field-error.ts'
import { goQuote } from './go-value.ts'

/**
 * Whether texts are addresses and prefixes, in the API server's words (apimachinery, util/validation/ip.go). `strict` is
 * feature gate StrictIPCIDRValidation: without it, leading zeros and IPv4-mapped IPv6 are let pass and only warned of.
 */
export function checkAddress(errors: FieldErrors, path: string, value: string, strict: boolean): Address | undefined {
  const parsed = parseAddress(value)
  if (parsed === undefined) errors.invalid(path, value, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')
  else if (strict && hasLeadingZeros(value)) errors.invalid(path, value, 'must not have leading 0s')
  else if (strict && isMapped(value)) errors.invalid(path, value, 'must not be an IPv4-mapped IPv6 address')
  else return parsed
  return undefined
}

export function checkCidr(errors: FieldErrors, path: string, value: string, strict: boolean): void {
  const parsed = parseCidr(value)
  const [base = '', length = ''] = value.split('/')
  if (parsed === undefined)
    errors.invalid(path, value, 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)')
  else if (!strict) return
  else if (hasLeadingZeros(base) || /^0\d/.test(length))
    errors.invalid(path, value, 'must not have leading 0s in IP or prefix length')
  else if (isMapped(base)) errors.invalid(path, value, 'must not have an IPv4-mapped IPv6 address')
  else if (cidrBase(parsed) !== parseAddress(base))
    errors.invalid(path, value, 'must not have bits set beyond the prefix length')
}

/** The API server's warning about an address that a later release may refuse; undefined when there is none. */
export function addressWarning(path: string, value: string): string | undefined {
  const parsed = parseAddress(value)
  if (parsed === undefined) return undefined
  if (hasLeadingZeros(value) || isMapped(value)) {
    return `${path}: non-standard IP address ${goQuote(value)} will be considered invalid in a future Kubernetes release: use ${goQuote(parsed)}`
  }
  if (value.includes(':') && parsed !== value) {
    return `${path}: IPv6 address ${goQuote(value)} should be in RFC 5952 canonical format (${goQuote(parsed)})`
  }
  return undefined
}

/** The same for a prefix, which may earn two. */
export function cidrWarnings(path: string, value: string): readonly string[] {
  const parsed = parseCidr(value)
  const [base = '', length = ''] = value.split('/')
  const address = parseAddress(base)
  if (parsed === undefined || address === undefined) return []
  const warnings: string[] = []
  if (cidrBase(parsed) !== address) {
    const single = `${address}/${address.includes(':') ? 128 : 32}`
    warnings.push(
      `${path}: CIDR value ${goQuote(value)} is ambiguous in this context (should be ${goQuote(parsed)} or ${goQuote(single)}?)`,
    )
  }
  if (hasLeadingZeros(base) || /^0\d/.test(length) || isMapped(base)) {
    warnings.push(
      `${path}: non-standard CIDR value ${goQuote(value)} will be considered invalid in a future Kubernetes release: use ${goQuote(parsed)}`,
    )
  } else if (base.includes(':') && `${address}/${length}` !== value) {
    warnings.push(
      `${path}: IPv6 CIDR value ${goQuote(value)} should be in RFC 5952 canonical format (${goQuote(`${address}/${length}`)})`,
    )
  }
  return warnings
}

function hasLeadingZeros(value: string): boolean {
  return /(^|[.:])0\d+\./.test(value) || /\.0\d+$/.test(value)
}

function isMapped(value: string): boolean {
  return value.includes(':') && !(parseAddress(value) ?? ':').includes(':')
}
