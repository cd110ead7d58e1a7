import fc from 'fast-check'

/** A cluster to write down: nodes, workloads with readiness, and Services that may share their selectors. */
export interface RandomCluster {
  readonly nodes: number
  readonly workloads: readonly RandomWorkload[]
  readonly services: readonly RandomService[]
}

interface RandomWorkload {
  readonly name: string
  readonly ports: readonly { readonly name: string; readonly port: number; readonly protocol: 'TCP' | 'UDP' }[]
  /** One entry per Pod: its node (1-based) and whether it is ready. */
  readonly pods: readonly { readonly node: number; readonly ready: boolean }[]
}

interface RandomService {
  readonly name: string
  readonly workload: string
  readonly type: 'ClusterIP' | 'NodePort'
  readonly policy: 'Cluster' | 'Local'
  readonly ports: readonly {
    readonly name: string
    readonly port: number
    readonly protocol: 'TCP' | 'UDP'
    readonly target: number | string
  }[]
}

const workloadNames = ['api', 'cache', 'shop', 'web'] as const

function workload(name: string, nodes: number): fc.Arbitrary<RandomWorkload> {
  return fc
    .record({
      http: fc.integer({ min: 1024, max: 9999 }),
      dns: fc.integer({ min: 10000, max: 19999 }),
      pods: fc.array(fc.record({ node: fc.integer({ min: 1, max: nodes }), ready: fc.boolean() }), {
        minLength: 1,
        maxLength: 4,
      }),
    })
    .map(({ http, dns, pods }) => ({
      name,
      ports: [
        { name: 'http', port: http, protocol: 'TCP' as const },
        { name: 'query', port: dns, protocol: 'UDP' as const },
      ],
      pods,
    }))
}

function service(index: number, workloads: readonly RandomWorkload[]): fc.Arbitrary<RandomService> {
  return fc
    .record({
      workload: fc.constantFrom(...workloads),
      type: fc.constantFrom('ClusterIP' as const, 'NodePort' as const),
      policy: fc.constantFrom('Cluster' as const, 'Local' as const),
      shape: fc.constantFrom('tcp', 'udp', 'both'),
      named: fc.boolean(),
      port: fc.integer({ min: 1, max: 9000 }),
    })
    .map(({ workload: chosen, type, policy, shape, named, port }) => {
      const wanted = chosen.ports.filter((p) => shape === 'both' || p.protocol.toLowerCase() === shape)
      const ports = wanted.map((p, i) => ({
        name: p.name,
        port: port + i,
        protocol: p.protocol,
        target: named ? p.name : p.port,
      }))
      return { name: `svc-${index + 1}`, workload: chosen.name, type, policy, ports }
    })
}

/** 1–6 nodes, 1–4 workloads, 1–8 Services; TCP and UDP, named and numbered target ports, unready Pods. */
export const randomCluster: fc.Arbitrary<RandomCluster> = fc
  .record({ nodes: fc.integer({ min: 1, max: 6 }), count: fc.integer({ min: 1, max: workloadNames.length }) })
  .chain(({ nodes, count }) =>
    fc.tuple(...workloadNames.slice(0, count).map((name) => workload(name, nodes))).chain((workloads) =>
      fc
        .integer({ min: 1, max: 8 })
        .chain((services) => fc.tuple(...Array.from({ length: services }, (_, i) => service(i, workloads))))
        .map((services): RandomCluster => ({ nodes, workloads, services })),
    ),
  )

/** The cluster as a person would paste it, with the rules of a version. */
export function clusterYaml(cluster: RandomCluster, version = 'v1.34'): string {
  const lab = `apiVersion: packetwalk/v1\nkind: Lab\nspec: { kubernetesVersion: ${version} }\n`
  const nodes = Array.from({ length: cluster.nodes }, (_, i) => nodeYaml(i + 1))
  const pods = cluster.workloads.flatMap((w) => w.pods.map((pod, i) => podYaml(w, i + 1, pod)))
  return [...cluster.services.map(serviceYaml), ...nodes, ...pods, ...(version === 'v1.34' ? [] : [lab])].join('---\n')
}

function nodeYaml(index: number): string {
  return `apiVersion: v1
kind: Node
metadata: { name: node${index} }
spec: { podCIDR: 10.244.${index}.0/24 }
status:
  addresses: [{ type: InternalIP, address: 192.168.0.${10 + index} }]
`
}

function podYaml(workload: RandomWorkload, index: number, pod: { node: number; ready: boolean }): string {
  const ports = workload.ports.map((p) => `{ name: ${p.name}, containerPort: ${p.port}, protocol: ${p.protocol} }`)
  return `apiVersion: v1
kind: Pod
metadata: { name: ${workload.name}-${index}, labels: { app: ${workload.name} } }
spec:
  nodeName: node${pod.node}
  containers:
  - name: main
    ports: [${ports.join(', ')}]
status:
  conditions: [{ type: Ready, status: "${pod.ready ? 'True' : 'False'}" }]
`
}

function serviceYaml(service: RandomService): string {
  const ports = service.ports.map(
    (p) => `  - { name: ${p.name}, port: ${p.port}, protocol: ${p.protocol}, targetPort: ${p.target} }`,
  )
  const policy = service.type === 'NodePort' ? `  externalTrafficPolicy: ${service.policy}\n` : ''
  return `apiVersion: v1
kind: Service
metadata: { name: ${service.name} }
spec:
  type: ${service.type}
${policy}  selector: { app: ${service.workload} }
  ports:
${ports.join('\n')}
`
}
