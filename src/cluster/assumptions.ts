import { type Assumption, type Cluster, qualifiedName } from './cluster.ts'

/** What the reader should know was not in the text. */
export function assumptions(cluster: Cluster): readonly Assumption[] {
  const own = cluster.services.filter((service) => !service.assumed)
  const found: Assumption[] = [
    { kind: 'nodes', names: cluster.nodes.filter((node) => node.assumed).map((node) => node.name) },
    {
      kind: 'pods',
      names: cluster.pods.filter((pod) => pod.assumed && pod.namespace !== 'kube-system').map(qualifiedName),
    },
    {
      kind: 'cluster-ip',
      names: own.filter((s) => s.allocated.includes('spec.clusterIP')).flatMap((s) => s.clusterIPs.slice(0, 1)),
    },
    {
      kind: 'node-port',
      names: own.flatMap((s) =>
        s.ports.flatMap((p, i) =>
          s.allocated.includes(`spec.ports[${i}].nodePort`) && p.nodePort ? [String(p.nodePort)] : [],
        ),
      ),
    },
    {
      kind: 'load-balancer',
      names: own
        .flatMap((s) => s.loadBalancer.flatMap(({ ip, assumed }) => (assumed ? [ip] : [])))
        .filter((ip) => ip !== cluster.lab.loadBalancer?.vip),
    },
    {
      kind: 'listens',
      names: cluster.pods.filter((pod) => !pod.assumed && pod.listens.some((l) => l.assumed)).map(qualifiedName),
    },
    { kind: 'outside-server', names: cluster.outside.servers.map(({ name }) => name) },
  ]
  return found.filter((assumption) => assumption.names.length > 0)
}
