import type { Cluster } from '../cluster/cluster.ts'
import { resolve } from '../cluster/resolve.ts'
import type { Diagnostic } from '../manifest/diagnostic.ts'
import type { LabStage, Manifest } from '../manifest/manifest.ts'
import { overlay } from '../manifest/overlay.ts'
import { formatPath, positionOf } from '../manifest/position.ts'
import { expire } from '../netfilter/expire.ts'
import { failChecks, keepWatching } from '../network/balancer-health.ts'
import type { Host, HostNetfilter, Network } from '../network/network.ts'
import { withoutStaleConnections } from '../proxy/stale-connections.ts'
import type { Trace } from '../trace/trace.ts'
import { follow } from './follow.ts'
import { resolveRequest } from './request.ts'
import { type Ruled, ruleNodes } from './rule-nodes.ts'

/** What the request finds: the rules as they are now, a network that remembers, and the traces of what was sent before. */
export interface Prepared extends Ruled {
  readonly before: readonly Trace[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Requests one `send` may repeat. */
const maxRepeats = 1000

/**
 * Replays the Lab's earlier stages on a fresh network, oldest first. After each stage every running kube-proxy syncs,
 * and cleans up UDP connections; a stopped one keeps the rules of its stage.
 */
export function prepare(manifest: Manifest, cluster: Cluster, skipValidation: boolean): Prepared {
  const stages = manifest.lab.before
  if (stages.length === 0) return { ...ruleNodes(cluster), before: [], diagnostics: [] }
  const replay = new Replay(manifest, cluster, skipValidation)
  for (const [index, stage] of stages.entries()) replay.stage(stage, index)
  return replay.finish()
}

/** The moving parts of a replay. */
class Replay {
  private readonly manifest: Manifest
  private readonly final: Cluster
  private readonly skipValidation: boolean
  private readonly stopped: ReadonlyMap<string, number>
  private readonly clusters: Cluster[] = []
  private readonly traces: Trace[] = []
  private readonly diagnostics: Diagnostic[] = []
  private network: Network | undefined
  private ruled: { readonly seen: readonly Cluster[]; readonly result: Ruled } | undefined
  private cluster: Cluster
  private sent = 0

  constructor(manifest: Manifest, final: Cluster, skipValidation: boolean) {
    this.manifest = manifest
    this.final = final
    this.cluster = final
    this.skipValidation = skipValidation
    this.stopped = new Map(manifest.lab.faults.map((fault) => [fault.node, fault.stage]))
  }

  stage({ objects, send, wait }: LabStage, index: number): void {
    if (objects !== undefined) this.cluster = this.overlaid(objects, index)
    this.clusters.push(this.cluster)
    const { network } = this.sync(this.cluster, index)
    this.network = network
    if (send) for (let i = 0; i < Math.min(send.repeat ?? 1, maxRepeats); i++) this.send(send, i, index)
    if (wait !== undefined && this.network) this.network = later(this.network, wait)
  }

  finish(): Prepared {
    const ruled = this.sync(this.final, this.clusters.length)
    return { ...ruled, before: this.traces, diagnostics: this.diagnostics }
  }

  private overlaid(text: string, index: number): Cluster {
    const { manifest, problems } = overlay(this.manifest, text)
    const path = ['spec', 'before', index, 'objects'] as const
    for (const says of problems) {
      const message = 'literal' in says ? says.literal : says.code
      this.note(path, { code: 'lab-overlay', values: { message } })
    }
    return resolve(manifest, { skipValidation: this.skipValidation }).cluster
  }

  /** Every running kube-proxy writes its rules; what hosts remember stays. */
  private sync(cluster: Cluster, index: number): Ruled {
    const isStopped = (node: string) => index > (this.stopped.get(node) ?? Number.POSITIVE_INFINITY)
    const ruled = this.ruledAs(cluster, (node) => {
      const last = isStopped(node) ? this.clusters[this.stopped.get(node) ?? 0] : undefined
      return last?.nodes.some(({ name }) => name === node) ? last : cluster
    })
    const earlier = this.network
    if (!earlier) return ruled
    const hosts = ruled.network.hosts.map((host): Host => {
      const memory = earlier.hosts.find(({ name }) => name === host.name)?.netfilter
      if (!host.netfilter || !memory) return host
      const remembered = withMemory(host.netfilter, memory)
      if (isStopped(host.name)) return { ...host, netfilter: remembered }
      const conntrack = withoutStaleConnections(remembered.conntrack, cluster)
      return { ...host, netfilter: { ...remembered, conntrack } }
    })
    const network = failChecks({ ...ruled.network, hosts, now: earlier.now ?? 0 }, isStopped)
    return { ...ruled, network: keepWatching(earlier, network) }
  }

  /** Rules are written anew only when some kube-proxy sees another cluster than before. */
  private ruledAs(cluster: Cluster, synced: (node: string) => Cluster): Ruled {
    const seen = [cluster, ...cluster.nodes.map(({ name }) => synced(name))]
    const same = this.ruled?.seen.length === seen.length && seen.every((one, i) => one === this.ruled?.seen[i])
    if (!this.ruled || !same) this.ruled = { seen, result: ruleNodes(cluster, synced) }
    return this.ruled.result
  }

  /** Each connection has a source port of its own; a UDP socket may keep its port. */
  private send(send: NonNullable<LabStage['send']>, repeat: number, index: number): void {
    if (!this.network) return
    this.sent++
    const { repeat: _, ...asked } = send
    const first = resolveRequest(this.cluster, this.network, asked)
    const keepsPort = first.request.protocol === 'UDP' && asked.sourcePort !== undefined
    const sourcePort = keepsPort
      ? first.request.sourcePort
      : (asked.sourcePort ?? 40001 + this.sent - repeat - 1) + repeat
    const request = { ...asked, sourcePort: Math.min(sourcePort, 65535), seed: (asked.seed ?? 1 + this.sent) + repeat }
    const resolved = resolveRequest(this.cluster, this.network, request)
    if (repeat === 0) {
      for (const { field, code, name } of resolved.problems)
        this.note(['spec', 'before', index, 'send', field], { code, values: { name } })
    }
    const traced = follow(this.cluster, this.network, resolved)
    if (!traced) return
    this.traces.push(traced.trace)
    this.network = traced.network
  }

  private note(path: readonly (string | number)[], says: Diagnostic['says']): void {
    const { labObject } = this.manifest
    const range = labObject ? positionOf(labObject, path) : { start: 0, end: 0 }
    this.diagnostics.push({ severity: 'warning', stage: 'lab', path: formatPath(path), range, says })
  }
}

function withMemory(own: HostNetfilter, { conntrack, recent }: HostNetfilter): HostNetfilter {
  return { ...own, conntrack, ...(recent ? { recent } : {}) }
}

/** Time passes: conntrack forgets what was silent for too long. */
function later(network: Network, seconds: number): Network {
  const now = (network.now ?? 0) + seconds
  const hosts = network.hosts.map((host): Host => {
    if (!host.netfilter) return host
    return { ...host, netfilter: { ...host.netfilter, conntrack: expire(host.netfilter.conntrack, now) } }
  })
  return { ...network, hosts, now }
}
