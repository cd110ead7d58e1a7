import type { LabPod } from '../manifest/manifest.ts'
import { parseAddress } from '../net/address.ts'
import { type Listen, type Pod, qualifiedName, type Service } from './cluster.ts'
import { resolveTargetPort, selectedPods } from './endpoints.ts'

/**
 * What a Pod's processes listen on: what the Lab says; else its container ports; else, when it declares none, every
 * port that a Service which selects it leads to, which is then an assumption.
 */
export function withListens(
  pods: readonly Pod[],
  services: readonly Service[],
  lab: Readonly<Record<string, LabPod>>,
): readonly Pod[] {
  const assumed = new Map<Pod, Listen[]>()
  for (const service of services) {
    for (const pod of selectedPods(service, pods)) {
      const own = assumed.get(pod) ?? []
      assumed.set(pod, own)
      for (const port of service.ports) {
        const target = resolveTargetPort(port, pod)
        if (target === undefined || own.some((l) => l.port === target && l.protocol === port.protocol)) continue
        own.push({ port: target, protocol: port.protocol, assumed: true })
      }
    }
  }
  return pods.map((pod): Pod => {
    const said = lab[qualifiedName(pod)]?.listens
    if (said) {
      const listens = said.map(({ port, protocol = 'TCP', address: text }): Listen => {
        const address = text === undefined ? undefined : parseAddress(text)
        return { port, protocol, assumed: false, ...(address ? { address } : {}) }
      })
      return { ...pod, listens }
    }
    const declared = pod.containerPorts.map(({ port, protocol }): Listen => ({ port, protocol, assumed: false }))
    return { ...pod, listens: declared.length > 0 ? declared : (assumed.get(pod) ?? []) }
  })
}
