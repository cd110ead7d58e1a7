import { describe, expect } from 'vitest'
import { printRuleset } from '../../netfilter/print-ruleset.ts'
import type { Network } from '../../network/network.ts'
import { traceFlow } from '../../trace/trace-flow.ts'
import { createWalker } from '../walker.ts'
import { inBothModes, observed } from './observed.arbitrary.ts'

const dns = (selector: string) =>
  `{ clusterIP: 10.96.0.10, selector: { ${selector} }, ports: [{ port: 53, protocol: UDP }] }`

/** Many queries in a row on one network, each from its source port; the Pods that answered. */
function ask(egress: string, ports: readonly number[]): readonly string[] {
  const walk = createWalker()(observed(dns('kind: a'), [egress]), { from: 'b1', to: '10.96.0.10:53', protocol: 'UDP' })
  if (!walk.flow) throw new Error('no flow')
  let { network } = walk
  return ports.map((sourcePort, i) => {
    const result = traceFlow(network, { ...(walk.flow as NonNullable<typeof walk.flow>), sourcePort }, { seed: i + 1 })
    if (!result) throw new Error('no trace')
    network = result.network
    return result.trace.server?.name.replace(/^.*\//, '') ?? 'nobody'
  })
}

describe('UDP and conntrack', () => {
  inBothModes('a new source port is a new draw: a hundred queries spread over all Pods', (egress) => {
    const answered = ask(
      egress,
      Array.from({ length: 100 }, (_, i) => 40000 + i),
    )
    for (const pod of ['a1', 'a2', 'a3']) {
      const share = answered.filter((name) => name === pod).length
      expect(share).toBeGreaterThan(15)
      expect(share).toBeLessThan(55)
    }
  })

  inBothModes('one fixed source port stays on one Pod, by conntrack and not by affinity: 40 of 40', (egress) => {
    expect(new Set(ask(egress, Array(40).fill(40053))).size).toBe(1)
  })

  inBothModes(
    'after a change of rules the old source port still reaches the old Pod, a new one the new Pod',
    (egress) => {
      const request = { from: 'b1', to: '10.96.0.10:53', protocol: 'UDP' } as const
      const before = createWalker()(observed(dns('name: a2'), [egress]), { ...request, sourcePort: 40053 })
      const after = createWalker()(observed(dns('name: a3'), [egress]), { ...request, sourcePort: 40053 })
      if (!before.flow || !after.flow) throw new Error('no flow')
      const { flow } = after
      const first = traceFlow(before.network, before.flow, { seed: 1 })
      if (!first) throw new Error('no trace')
      // The rules change, and nobody cleans conntrack up.
      const memory = new Map(first.network.hosts.map((host) => [host.name, host.netfilter?.conntrack]))
      const changed = {
        ...after.network,
        hosts: after.network.hosts.map((host) => {
          const conntrack = memory.get(host.name)
          return host.netfilter && conntrack ? { ...host, netfilter: { ...host.netfilter, conntrack } } : host
        }),
      }
      const server = (sourcePort: number, network: Network = changed) =>
        traceFlow(network, { ...flow, sourcePort }, { seed: 2 })?.trace.server?.name
      expect(first.trace.server?.name).toBe('default/a2')
      expect(server(40053)).toBe('default/a2')
      expect(server(40054)).toBe('default/a3')
      // conntrack -D heals it.
      expect(server(40053, after.network)).toBe('default/a3')
    },
  )

  inBothModes('kube-proxy itself deletes such an entry when it syncs, unless no endpoint is left', (egress) => {
    const lab = [
      egress,
      `before: [{ objects: ${JSON.stringify(selecting('a2'))}, send: { from: b1, to: "10.96.0.10:53", protocol: UDP, sourcePort: 40053 } }]`,
    ]
    const request = { from: 'b1', to: '10.96.0.10:53', protocol: 'UDP', sourcePort: 40053 } as const
    const moved = createWalker()(observed(dns('name: a3'), lab), request)
    expect(moved.trace?.before[0]?.server?.name).toBe('default/a2')
    expect(moved.trace?.server?.name).toBe('default/a3')
    const gone = createWalker()(observed(dns('name: nobody'), lab), request)
    expect(gone.trace?.server?.name).toBe('default/a2')
    expect(createWalker()(observed(dns('name: nobody'), lab), { ...request, sourcePort: 40054 }).trace).toMatchObject({
      outcome: 'refused',
      cause: 'no-endpoint',
    })
    expect(printRuleset(gone.rulesets.node1 as NonNullable<typeof gone.rulesets.node1>)).toContain('has no endpoints')
  })
})

function selecting(name: string): string {
  return `apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: ${dns(`name: ${name}`)}\n`
}
