import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { enumerate } from '../trace/enumerate.ts'
import type { Trace } from '../trace/trace.ts'
import { clusterYaml, randomCluster } from './cluster.arbitrary.ts'
import { follow } from './follow.ts'
import { resolveRequest } from './request.ts'
import type { Walk } from './walk.ts'
import { createWalker } from './walker.ts'
import { callers, canTake, waysOf } from './ways.ts'
import { wayCell, wayCellSteps } from './ways-in.ts'

const full = process.env.PACKETWALK_FULL === '1'
const walk = createWalker()

const outside = fc.constantFrom(
  '',
  'loadBalancer: {}',
  'loadBalancer: { targets: pods }',
  'loadBalancer: { sourceAddress: own }',
  'loadBalancer: { ipMode: Proxy }',
)
const routes = fc.constantFrom(
  '',
  '{ to: 80.11.12.10/32, via: [node1] }',
  '{ to: 80.11.12.10/32, via: [node1, node2, node3] }',
  '{ to: 80.11.12.0/28, blackhole: true }',
)

/** The random cluster's Services with more ways in: load-balancer addresses and an external IP. */
function withOutside(text: string, provider: string, route: string): string {
  const typed = text.replace('  type: NodePort\n', '  type: LoadBalancer\n')
  const external = typed.replace('  type: ClusterIP\n', '  type: ClusterIP\n  externalIPs: [80.11.12.10]\n')
  const lab = `---\napiVersion: packetwalk/v1\nkind: Lab\nspec:\n  router: { routes: [${route}] }\n`
  return `${external}${lab}${provider === '' ? '' : `  ${provider}\n`}`
}

describe('every cell of the table of ways in', () => {
  it('says what traces say: outcome, cause, Pods and their probabilities, and the source they see', () => {
    fc.assert(
      fc.property(randomCluster, outside, routes, (cluster, provider, route) => {
        const text = withOutside(clusterYaml(cluster), provider, route)
        const walked = walk(text)
        const from = callers(walked.cluster)
        const cells = waysOf(walked.cluster).flatMap((way) =>
          from.filter((party) => canTake(party, way)).map((party) => ({ party, way })),
        )
        const step = Math.max(1, Math.floor(cells.length / 30))
        for (const [index, { party, way }] of cells.entries()) {
          const sampled = index % step === 0
          if (!full && !sampled) continue
          const cell = wayCell(walked, party.value, way)
          if (!cell) throw new Error(`${party.value} cannot take ${way.id}`)
          const request = { from: party.value, to: way.to, protocol: way.protocol }
          checkAgainstTraces(walked, request, cell)
          if (sampled) checkPicks(text, request, cell)
        }
      }),
      { numRuns: full ? 200 : 12 },
    )
  }, 1_800_000)
})

describe('a caller that shares a node with some of the Pods', () => {
  // Local policy: from a Pod every Pod may be drawn, nothing is masqueraded, and answers do not pass the node asked.
  const text = `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { type: NodePort, externalTrafficPolicy: Local, selector: { app: web }, ports: [{ port: 80, nodePort: 30080 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { replicas: 3, selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, ports: [{ containerPort: 80 }] }] } } }
---
apiVersion: v1
kind: Pod
metadata: { name: tools }
spec: { nodeName: node1, containers: [{ name: tools }] }
`

  it('is answered by a third of them only, and told so Pod by Pod', () => {
    const walked = walk(text)
    const way = waysOf(walked.cluster).find(({ id }) => id === 'nodePort:default/web:80@node2')
    const cell = way && wayCell(walked, 'default/tools', way)
    expect(cell).toMatchObject({ outcome: 'timed-out', cause: 'neighbour-reply', sees: ['10.244.1.4'] })
    const share = (outcome: string) =>
      cell?.endings.filter((each) => each.outcome === outcome).reduce((sum, each) => sum + each.probability, 0)
    expect(share('timed-out')).toBeCloseTo(2 / 3, 6)
    expect(cell?.endings.find((each) => each.outcome === 'answered')?.pod).toBe('default/web-2')
    expect(cell?.pods.map(({ probability }) => probability)).toEqual(
      [1 / 3, 1 / 3, 1 / 3].map((third) => expect.closeTo(third, 6)),
    )
  })

  it('pauses once per choice, so that a page can stop in between', () => {
    const walked = walk(text)
    const [way] = waysOf(walked.cluster).filter(({ kind }) => kind === 'clusterIP')
    if (!way) throw new Error('no way')
    const steps = [...wayCellSteps(walked, 'default/tools', way)]
    expect(steps).toEqual([undefined, undefined, undefined])
  })
})

interface Request {
  readonly from: string
  readonly to: string
  readonly protocol: 'TCP' | 'UDP' | 'SCTP'
}

type Cell = NonNullable<ReturnType<typeof wayCell>>

const says = ({ outcome, cause, where, server }: Trace) =>
  JSON.stringify([outcome, cause, where, server?.name ?? null, addressOf(server?.sees)])

const endingsOf = (cell: Cell) =>
  new Map(cell.endings.map((e) => [JSON.stringify([e.outcome, e.cause, e.where, e.pod, e.sees]), e.probability]))

function checkAgainstTraces({ cluster, network }: Walk, request: Request, cell: Cell): void {
  const asked = resolveRequest(cluster, network, request)
  const followed = follow(cluster, network, asked)
  if (!followed) throw new Error(`no trace for ${JSON.stringify(request)}`)
  const { trace } = followed
  const flow = followed.flow ?? asked.flow
  if (!flow) {
    // The name came to no address: there is one ending, and it is the trace's.
    expect([cell.outcome, cell.cause, cell.pods, cell.sees]).toEqual([trace.outcome, trace.cause, [], []])
    return
  }
  const known = endingsOf(cell)
  // What one trace ends in, the cell knows; and where only one ending is possible, it is that one.
  expect([...known.keys()], cell.way.id).toContain(says(trace))
  if (known.size === 1) expect([cell.outcome, cell.cause]).toEqual([trace.outcome, trace.cause])
  // Every branch, weighed anew.
  const weights = new Map<string, number>()
  const pods = new Map<string, number>()
  const outcomes = new Map<string, number>()
  const seen = new Set<string>()
  for (const branch of enumerate(network, flow, 99)) {
    const key = says(branch.trace)
    weights.set(key, (weights.get(key) ?? 0) + branch.probability)
    outcomes.set(branch.trace.outcome, (outcomes.get(branch.trace.outcome) ?? 0) + branch.probability)
    const { server } = branch.trace
    if (!server) continue
    pods.set(server.name, (pods.get(server.name) ?? 0) + branch.probability)
    seen.add(addressOf(server.sees) ?? '')
  }
  expect([...known.keys()].sort()).toEqual([...weights.keys()].sort())
  for (const [key, probability] of weights) expect(known.get(key)).toBeCloseTo(probability, 9)
  expect(cell.pods.map(({ name }) => name).sort()).toEqual([...pods.keys()].sort())
  for (const { name, probability } of cell.pods) expect(probability).toBeCloseTo(pods.get(name) ?? -1, 9)
  expect(cell.sees).toEqual([...seen].sort())
  expect(outcomes.get(cell.outcome)).toBeGreaterThanOrEqual(Math.max(...outcomes.values()) - 1e-9)
}

/** A Pod that may answer can be picked, and then answers as the cell says. */
function checkPicks(text: string, request: Request, cell: Cell): void {
  for (const { name } of cell.pods.filter(({ name }) => name.includes('/')).slice(0, 3)) {
    const picked = walk(text, { ...request, pick: name }).trace
    expect(picked?.server?.name).toBe(name)
    expect([...endingsOf(cell).keys()]).toContain(picked ? says(picked) : '')
  }
}

function addressOf(socket: string | undefined): string | null {
  return socket === undefined ? null : socket.replace(/^\[|\]?:\d+$/g, '')
}
