import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cluster, qualifiedName } from '../cluster/cluster.ts'
import { enumerate } from '../trace/enumerate.ts'
import { outcomes, type Trace } from '../trace/trace.ts'
import { clusterYaml, type RandomCluster, randomCluster } from './cluster.arbitrary.ts'
import { createWalker } from './walker.ts'

const walk = createWalker()

/** Everybody asks everything: every sender × every target, but no more than a handful per cluster. */
function requests(text: string, limit: number): readonly { from: string; to: string }[] {
  const { froms, tos } = walk(text)
  const all = froms.flatMap((from) => tos.map((to) => ({ from: from.value, to: to.value })))
  const step = Math.max(1, Math.floor(all.length / limit))
  return all.filter((_, i) => i % step === 0)
}

const readyPods = (cluster: Cluster, service: string, port: string): readonly string[] =>
  cluster.services
    .filter((s) => qualifiedName(s) === service)
    .flatMap((s) => s.ports.filter((p) => p.name === port))
    .flatMap((p) => p.endpoints.filter((e) => e.ready).flatMap((e) => e.pod ?? []))

describe.each([
  ['v1.34', 200],
  ['v1.12', 60],
] as const)('on random clusters with the rules of %s', (version, numRuns) => {
  const runs = { numRuns }
  const yaml = (cluster: RandomCluster) => clusterYaml(cluster, version)

  it('every flow ends in exactly one outcome, and a failed one has a cause', () => {
    fc.assert(
      fc.property(randomCluster, (cluster) => {
        const text = yaml(cluster)
        for (const request of requests(text, 12)) {
          const { trace } = walk(text, request)
          expect(trace, JSON.stringify(request)).toBeDefined()
          expect(outcomes).toContain(trace?.outcome)
          expect((trace as Trace).cause === null).toBe(trace?.outcome === 'answered')
        }
      }),
      runs,
    )
  }, 300_000)

  it('a Pod that asks a Service with a ready endpoint is answered by one of them', () => {
    fc.assert(
      fc.property(randomCluster, (cluster) => {
        const text = yaml(cluster)
        const { froms, tos, cluster: resolved } = walk(text)
        const pod = froms.find((from) => from.kind === 'pod' && from.value.startsWith('default/'))
        for (const to of tos.filter((t) => t.kind === 'clusterIP' && t.value.startsWith('svc/default/svc-'))) {
          const { trace } = walk(text, { from: pod?.value ?? '', to: to.value })
          const [service = '', portName = ''] = [
            to.value.slice(4).split(':')[0] as string,
            to.label.split(':')[1] as string,
          ]
          const ready = readyPods(resolved, service, portName)
          // v1.12 rejects what a process of the node sends to it, but not what it forwards.
          if (ready.length === 0 && version === 'v1.12') expect(trace?.outcome).not.toBe('answered')
          else if (ready.length === 0) expect(trace?.outcome).toBe('refused')
          else {
            expect(trace?.outcome).toBe('answered')
            expect(ready).toContain(trace?.server?.name)
          }
        }
      }),
      runs,
    )
  }, 300_000)

  it('branch weights sum to 1', () => {
    fc.assert(
      fc.property(randomCluster, (cluster) => {
        const text = yaml(cluster)
        for (const request of requests(text, 4)) {
          const { network, flow } = walk(text, request)
          if (!flow) throw new Error('no flow')
          const total = enumerate(network, flow).reduce((sum, branch) => sum + branch.probability, 0)
          expect(total).toBeCloseTo(1, 9)
        }
      }),
      runs,
    )
  }, 300_000)

  it('an answer reaches the sender from the address it asked', () => {
    fc.assert(
      fc.property(randomCluster, (cluster) => {
        const text = yaml(cluster)
        for (const request of requests(text, 12)) {
          const { trace } = walk(text, request)
          if (trace?.outcome !== 'answered') continue
          const answer = trace.packets.findLast((p) => p.kind === 'SYN-ACK' || p.kind === 'response')
          const arrival = answer?.events.findLast((event) => event.type === 'cross')
          // A host that asks itself is answered over no wire but lo, translated back before the last crossing.
          expect(answer?.events.at(-1)).toMatchObject({
            type: 'deliver',
            host: trace.flow.from,
            socket: trace.flow.source,
          })
          if (arrival && trace.flow.from !== arrival.host) throw new Error('the answer ends elsewhere')
        }
      }),
      runs,
    )
  }, 300_000)

  it('an unrelated Service changes no trace, rule numbers aside', () => {
    const unrelated =
      '---\napiVersion: v1\nkind: Service\nmetadata: { name: zz-unrelated }\nspec:\n  clusterIP: 10.96.0.200\n  selector: { app: nobody }\n  ports: [{ port: 7 }]\n'
    fc.assert(
      fc.property(randomCluster, (cluster) => {
        const text = yaml(cluster)
        for (const request of requests(text, 4)) {
          const before = walk(text, request).trace
          const after = walk(text + unrelated, request).trace
          expect(withoutNumbers(after)).toEqual(withoutNumbers(before))
        }
      }),
      runs,
    )
  }, 300_000)
})

/** Rules of other Services stand between the same rules: only their numbers move. */
function withoutNumbers(trace: Trace | undefined): unknown {
  return JSON.parse(JSON.stringify(trace, (key, value) => (key === 'rule' ? undefined : value)))
}
