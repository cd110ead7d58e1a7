import type { Cluster } from '../cluster/cluster.ts'
import type { Family } from '../net/address.ts'
import { loadDocument } from '../netfilter/load.ts'
import type { Ruleset } from '../netfilter/ruleset.ts'
import { oldPorts } from './iptables-v1.12-ports.ts'
import { nodeDocument } from './node-document.ts'
import { proxyPorts } from './service-ports.ts'

/** What the two generations of rules come to on one node of a cluster. */
export interface GenerationDifference {
  /** Chains that both have, under names of their own: the hash of an unnamed port differs. */
  readonly renamed: readonly RenamedChain[]
  /** Chains that only v1.12 has, and those that only v1.34 has, by what they are for: those of Services first. */
  readonly onlyOld: readonly GenerationChain[]
  readonly onlyNew: readonly GenerationChain[]
  /** Rules of all tables. */
  readonly rules: { readonly old: number; readonly new: number }
}

export interface RenamedChain {
  /** `ns/name:port` or `ns/name` of the Service port. */
  readonly service: string
  readonly old: string
  readonly new: string
}

export interface GenerationChain {
  /** More than one for canaries alone. */
  readonly tables: readonly string[]
  readonly chain: string
  readonly role: ChainRole
  /** `ns/name…` of the Service port it belongs to. */
  readonly service?: string
  readonly rules: number
}

/** What a chain that one generation alone has is for. */
export const chainRoles = [
  'external',
  'local',
  'xlb',
  'firewall',
  'service',
  'endpoint',
  'mark-drop',
  'proxy-firewall',
  'health-check',
  'canary',
  'other',
] as const
export type ChainRole = (typeof chainRoles)[number]

/**
 * Compiles a node's rules in both generations, whichever the Lab asks for, and compares the chains. An unknown node name
 * is a mistake of the caller and throws.
 */
export function generationDifference(cluster: Cluster, nodeName: string, family: Family = 4): GenerationDifference {
  const [older, newer] = (['v1.12', 'v1.34'] as const).map((kubernetesVersion) =>
    loadDocument(nodeDocument({ ...cluster, lab: { ...cluster.lab, kubernetesVersion } }, nodeName, { family })),
  ) as [Ruleset, Ruleset]
  const oldChains = chainsOf(older)
  const newChains = chainsOf(newer)
  const names = servicesByChain(cluster, nodeName, family)
  const renamed = names.renamed.filter((pair) => oldChains.has(`nat ${pair.old}`) && newChains.has(`nat ${pair.new}`))
  const known = new Set(renamed.flatMap((pair) => [`nat ${pair.old}`, `nat ${pair.new}`]))
  const only = (own: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>) =>
    inOrder(
      [...own].flatMap(([key, rules]): GenerationChain[] => {
        if (other.has(key) || known.has(key)) return []
        const [table = '', chain = ''] = key.split(' ')
        const service = names.services.get(chain)
        return [{ tables: [table], chain, role: roleOf(table, chain), rules, ...(service ? { service } : {}) }]
      }),
    )
  return {
    renamed,
    onlyOld: only(oldChains, newChains),
    onlyNew: only(newChains, oldChains),
    rules: { old: sum(oldChains), new: sum(newChains) },
  }
}

/** By what chains are for; a chain that several tables have is one entry. */
function inOrder(chains: readonly GenerationChain[]): readonly GenerationChain[] {
  const merged = new Map<string, GenerationChain>()
  for (const chain of chains) {
    const known = merged.get(chain.chain)
    const entry = known
      ? { ...known, tables: [...known.tables, ...chain.tables], rules: known.rules + chain.rules }
      : chain
    merged.set(chain.chain, entry)
  }
  return [...merged.values()].sort((a, b) => chainRoles.indexOf(a.role) - chainRoles.indexOf(b.role))
}

/** Rules of each chain that is nobody's base chain, by `table chain`; those of base chains by their names too. */
function chainsOf(ruleset: Ruleset): ReadonlyMap<string, number> {
  return new Map(
    ruleset.tables.flatMap(({ name, chains }) =>
      // A table without rules is there without anybody's doing.
      chains
        .filter((chain) => chain.policy === undefined || chain.rules.length > 0)
        .map((chain): [string, number] => [`${name} ${chain.name}`, chain.rules.length]),
    ),
  )
}

function sum(chains: ReadonlyMap<string, number>): number {
  return [...chains.values()].reduce((all, rules) => all + rules, 0)
}

/** Which Service port each chain belongs to, and which chains go by another name. */
function servicesByChain(cluster: Cluster, nodeName: string, family: Family) {
  const node = cluster.nodes.find(({ name }) => name === nodeName)
  if (node === undefined) throw new Error(`no node ${nodeName}`)
  const services = new Map<string, string>()
  const renamed: RenamedChain[] = []
  const older = oldPorts(cluster, node, family)
  for (const [i, port] of [...proxyPorts(cluster, family, nodeName)].entries()) {
    const old = older[i]
    for (const kind of ['SVC', 'SVL', 'EXT', 'FW']) services.set(`KUBE-${kind}-${port.hash}`, port.name)
    for (const { chain } of port.endpoints) services.set(chain, port.name)
    if (!old) continue
    for (const chain of [old.serviceChain, old.localChain, old.firewallChain]) services.set(chain, port.name)
    for (const { chain } of old.endpoints) services.set(chain, port.name)
    const pairs = [
      [old.serviceChain, `KUBE-SVC-${port.hash}`],
      [old.firewallChain, `KUBE-FW-${port.hash}`],
      ...old.endpoints.map(({ chain, socket }) => [
        chain,
        port.endpoints.find((endpoint) => endpoint.socket === socket)?.chain,
      ]),
    ]
    for (const [before, after] of pairs)
      if (before && after && before !== after) renamed.push({ service: port.name, old: before, new: after })
  }
  return { services, renamed }
}

function roleOf(table: string, chain: string): ChainRole {
  const [, kind] = /^KUBE-(EXT|SVL|XLB|FW|SVC|SEP)-/.exec(chain) ?? []
  switch (kind) {
    case 'EXT':
      return 'external'
    case 'SVL':
      return 'local'
    case 'XLB':
      return 'xlb'
    case 'FW':
      return 'firewall'
    case 'SVC':
      return 'service'
    case 'SEP':
      return 'endpoint'
    default:
  }
  if (chain === 'KUBE-MARK-DROP') return 'mark-drop'
  if (chain === 'KUBE-PROXY-FIREWALL') return 'proxy-firewall'
  if (chain === 'KUBE-NODEPORTS' && table === 'filter') return 'health-check'
  return /CANARY|HINT/.test(chain) ? 'canary' : 'other'
}
