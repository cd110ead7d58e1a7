import type { SourceObject } from '../manifest/manifest.ts'
import { type Address, type Cidr, parseAddress } from '../net/address.ts'
import { parseCidr } from '../net/cidr.ts'
import { list, text, texts } from './fields.ts'

/** A Node's InternalIPs, in the order of its status. */
export function internalAddresses({ value }: SourceObject): readonly Address[] {
  const all = list(value, 'status', 'addresses')
  const internal = all.filter((entry) => text(entry, 'type') === 'InternalIP')
  return internal.flatMap((entry) => parseAddress(text(entry, 'address') ?? '') ?? [])
}

/** A Node's Pod networks. */
export function podNetworks({ value }: SourceObject): readonly Cidr[] {
  const several = texts(value, 'spec', 'podCIDRs')
  const one = text(value, 'spec', 'podCIDR')
  return (several.length > 0 ? several : one ? [one] : []).flatMap((network) => parseCidr(network) ?? [])
}

/** Whether a Node's Ready condition is True; one that is not written is taken for True. */
export function isReady({ value }: SourceObject): boolean {
  const ready = list(value, 'status', 'conditions').find((condition) => text(condition, 'type') === 'Ready')
  return ready === undefined || text(ready, 'status') === 'True'
}
