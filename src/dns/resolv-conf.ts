import type { Cluster, DnsConfig, Pod } from '../cluster/cluster.ts'
import { podNamed } from '../cluster/find-pod.ts'
import { type Address, parseAddress } from '../net/address.ts'

/** An /etc/resolv.conf as a resolver reads it. */
export interface ResolvConf {
  readonly nameservers: readonly Address[]
  /** Domains, in their order. */
  readonly search: readonly string[]
  readonly options: readonly { readonly name: string; readonly value?: string }[]
}

/** Limits of glibc (MAXNS) and of the kubelet (MaxDNSSearchPaths, MaxDNSSearchListChars). */
const maxNameservers = 3
const maxSearches = 32
const maxSearchCharacters = 2048

/** The resolv.conf of a Pod by `namespace/name`, as the kubelet writes it; of a node or an outside host: the outside server. */
export function resolvConfOf(cluster: Cluster, name: string): ResolvConf {
  const pod = podNamed(cluster.pods, name)
  const hostFile: ResolvConf = { nameservers: [cluster.outside.dns.address], search: [], options: [] }
  if (!pod) return hostFile
  const text = cluster.lab.pods[name]?.resolvConf
  if (text !== undefined) return parseResolvConf(text)
  return withConfig(baseFor(cluster, pod, hostFile), pod.dnsConfig)
}

/** hostNetwork with the default policy gets the node's file: cluster names do not resolve there. */
function baseFor(cluster: Cluster, pod: Pod, hostFile: ResolvConf): ResolvConf {
  const { dnsDomain, clusterDNS } = cluster.settings
  if (pod.dnsPolicy === 'None') return { nameservers: [], search: [], options: [] }
  if (pod.dnsPolicy === 'Default' || (pod.dnsPolicy === 'ClusterFirst' && pod.hostNetwork)) return hostFile
  return {
    nameservers: clusterDNS,
    search: [`${pod.namespace}.svc.${dnsDomain}`, `svc.${dnsDomain}`, dnsDomain, ...hostFile.search],
    options: [{ name: 'ndots', value: '5' }],
  }
}

/** dnsConfig is merged: servers and domains come after, an option replaces its namesake. */
function withConfig(base: ResolvConf, config: DnsConfig | undefined): ResolvConf {
  const added = config?.options ?? []
  const kept = base.options.filter(({ name }) => !added.some((option) => option.name === name))
  return limited({
    nameservers: [...base.nameservers, ...(config?.nameservers ?? [])],
    search: [...base.search, ...(config?.searches ?? [])],
    options: [...kept, ...added],
  })
}

function limited({ nameservers, search, options }: ResolvConf): ResolvConf {
  let characters = 0
  const domains = [...new Set(search.map((domain) => (domain === '.' ? domain : domain.replace(/\.$/, ''))))].slice(
    0,
    maxSearches,
  )
  const kept = domains.filter((domain) => {
    characters += domain.length + 1
    return characters - 1 <= maxSearchCharacters
  })
  return { nameservers: [...new Set(nameservers)].slice(0, maxNameservers), search: kept, options }
}

/** Reads a file as glibc does: the last `search` or `domain` counts, what is not understood is passed over. */
function parseResolvConf(text: string): ResolvConf {
  const nameservers: Address[] = []
  let search: readonly string[] = []
  const options: { name: string; value?: string }[] = []
  for (const line of text.split('\n')) {
    const [keyword, ...words] = line
      .replace(/[#;].*$/, '')
      .trim()
      .split(/\s+/)
    if (keyword === 'nameserver') nameservers.push(...words.slice(0, 1).flatMap((word) => parseAddress(word) ?? []))
    if (keyword === 'search') search = words
    if (keyword === 'domain') search = words.slice(0, 1)
    if (keyword !== 'options') continue
    for (const word of words) {
      const [name = '', value] = word.split(':')
      options.push(value === undefined ? { name } : { name, value })
    }
  }
  return limited({ nameservers, search, options })
}

/** As the kubelet writes it, without the final newline. */
export function formatResolvConf({ nameservers, search, options }: ResolvConf): string {
  return [
    ...(search.length > 0 ? [`search ${search.join(' ')}`] : []),
    ...nameservers.map((address) => `nameserver ${address}`),
    ...(options.length > 0
      ? [`options ${options.map(({ name, value }) => (value === undefined ? name : `${name}:${value}`)).join(' ')}`]
      : []),
  ].join('\n')
}

/** A numeric option within its bounds; the default when it is absent or no number. The last of several counts. */
export function numericOption({ options }: ResolvConf, name: 'ndots' | 'attempts', otherwise: number): number {
  const limits = { ndots: 15, attempts: 5 } as const
  const value = options.findLast((option) => option.name === name)?.value
  return value !== undefined && /^\d+$/.test(value) ? Math.min(Number(value), limits[name]) : otherwise
}
