import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type UpstreamInput, upstreamCluster, upstreamFamily } from '../proxy/upstream-case.arbitrary.ts'
import type { UpstreamFlow } from '../proxy/upstream-tracer.arbitrary.ts'
import { flowsTo } from './upstream-flow.arbitrary.ts'

type FlowCase = UpstreamInput & { readonly id: string; readonly flows: readonly UpstreamFlow[] }

const path = new URL('../../../shared/corpus/iptables-flows.json', import.meta.url)
const cases: readonly FlowCase[] = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []

describe.skipIf(cases.length === 0)("kube-proxy's own packet flows, followed by this program's own evaluation", () => {
  test.each(cases.map((one) => [one.id, one] as const))('%s', (_, one) => {
    const cluster = upstreamCluster(one)
    for (const flow of one.flows) {
      const { output, masqueraded } = flowsTo(cluster, flow, one.proxyConfig.nodeIPs)
      expect({ flow: flow.name, output, masqueraded }).toEqual({
        flow: flow.name,
        output: flow.expect,
        masqueraded: flow.masq,
      })
    }
  })

  test('none was lost, in either family', () => {
    const flows = cases.flatMap((one) => one.flows.map(() => upstreamFamily(one)))
    const six = flows.filter((family) => family === 6).length
    console.info(`${flows.length} flows in ${cases.length} cases, ${six} of them IPv6`)
    expect([cases.length, flows.length, six > 0]).toEqual([24, 125, true])
  })
})
