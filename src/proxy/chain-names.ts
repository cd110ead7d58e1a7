import { sha256 } from '@noble/hashes/sha2.js'
import type { Protocol } from '../net/packet.ts'

/** `ns/name:port`, or `ns/name` when the port has no name: how comments and chain names know a Service port. */
export function servicePortName(service: { namespace: string; name: string }, portName: string): string {
  return `${service.namespace}/${service.name}${portName === '' ? '' : `:${portName}`}`
}

/** The 16 characters that all chains of one Service port share. */
export function servicePortHash(portName: string, protocol: Protocol): string {
  return chainHash(portName + protocol.toLowerCase())
}

/** `KUBE-SEP-…` of one endpoint of a Service port; `endpoint` is `ip:port` or `[ip]:port`. */
export function endpointChain(portName: string, protocol: Protocol, endpoint: string): string {
  return `KUBE-SEP-${chainHash(portName + protocol.toLowerCase() + endpoint)}`
}

/** First 16 characters of the base32 SHA-256: iptables allows 28 in a chain's name, and prefixes take up to 9. */
export function chainHash(text: string): string {
  // One hasher for all: making one costs more than hashing so short a text.
  untouched._cloneInto(hasher)
  hasher.update(asciiBytes(text)).digestInto(digest)
  return base32(digest)
}

const untouched = sha256.create()
const hasher = sha256.create()
const digest = new Uint8Array(hasher.outputLen)

/** Names and addresses are ASCII; anything else could not have been admitted and is cut to a byte. */
function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return bytes
}

const characters = new Array<number>(16).fill(0)

/** The first 80 bits in base32 (RFC 4648): 16 characters, A–Z and 2–7. */
function base32(bytes: Uint8Array): string {
  let bits = 0
  let count = 0
  let length = 0
  for (let i = 0; i < 10; i++) {
    bits = (bits << 8) | (bytes[i] as number)
    count += 8
    while (count >= 5) {
      count -= 5
      const digit = (bits >>> count) & 31
      characters[length++] = digit < 26 ? 65 + digit : 24 + digit
    }
    bits &= (1 << count) - 1
  }
  return String.fromCharCode(...characters)
}
