import type { Json } from '../manifest/manifest.ts'
import { parseAddress } from '../net/address.ts'
import type { DnsConfig, DnsPolicy, Pod } from './cluster.ts'
import { at, list, text, texts } from './fields.ts'

const policies = ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'] as const satisfies readonly DnsPolicy[]

/** What a Pod's spec says of its resolver. An unknown policy counts as the default one. */
export function podDns(spec: Json | undefined): Pick<Pod, 'dnsPolicy' | 'dnsConfig'> {
  const said = text(spec, 'dnsPolicy')
  const dnsPolicy = policies.find((policy) => policy === said) ?? 'ClusterFirst'
  if (at(spec, 'dnsConfig') === undefined) return { dnsPolicy }
  const dnsConfig: DnsConfig = {
    nameservers: texts(spec, 'dnsConfig', 'nameservers').flatMap((entry) => parseAddress(entry) ?? []),
    searches: texts(spec, 'dnsConfig', 'searches'),
    options: list(spec, 'dnsConfig', 'options').flatMap((entry) => {
      const name = text(entry, 'name')
      const value = text(entry, 'value')
      return name ? [{ name, ...(value ? { value } : {}) }] : []
    }),
  }
  return { dnsPolicy, dnsConfig }
}
