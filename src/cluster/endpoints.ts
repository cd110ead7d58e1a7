import { formatSocket } from '../net/packet.ts'
import type { Endpoint, EndpointSlice, Pod, Service, ServicePort } from './cluster.ts'
import { labelled } from './labelled.ts'

/** A Service port's target on one Pod: the number itself, or the container port of that name and protocol. */
export function resolveTargetPort(port: ServicePort, pod: Pod): number | undefined {
  if (typeof port.targetPort === 'number') return port.targetPort
  return pod.containerPorts.find((own) => own.name === port.targetPort && own.protocol === port.protocol)?.port
}

/** Pods that carry every pair of a selector, in the Service's namespace. */
export function selectedPods(service: Pick<Service, 'namespace' | 'selector'>, pods: readonly Pod[]): readonly Pod[] {
  return labelled(pods, service.namespace, service.selector ?? {})
}

/**
 * The endpoints of one Service port, joined from the Service's slices by port name and protocol, each `ip:port`
 * once; twice only when slices by hand place it on different nodes.
 * In the order an Endpoints object has them: its controller sorts the Pods of a selector by address, as text; what was
 * written by hand keeps its order.
 */
export function endpointsOf(port: ServicePort, slices: readonly EndpointSlice[]): readonly Endpoint[] {
  const known = new Set<string>()
  const selected: Endpoint[] = []
  const written: Endpoint[] = []
  for (const slice of slices) {
    const entry = slice.ports.find(({ name, protocol }) => name === port.name && protocol === port.protocol)
    if (!entry) continue
    for (const endpoint of slice.endpoints) {
      const joined: Endpoint = { ...endpoint, port: entry.port }
      const key = `${formatSocket(joined)} ${joined.nodeName ?? ''}`
      if (known.has(key)) continue
      known.add(key)
      if (slice.madeBy === 'endpointslice-controller') selected.push(joined)
      else written.push(joined)
    }
  }
  selected.sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0))
  return [...selected, ...written]
}
