import type { Diagnostic } from '../manifest/diagnostic.ts'
import { findObject } from '../manifest/find-object.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { positionOf } from '../manifest/position.ts'
import type { Service } from './cluster.ts'
import { externalIPsDeprecation } from './deprecated.ts'

/** What a reader should know of the ways by which Services are reached from outside, beyond what the API server says. */
export function outsideNotes(services: readonly Service[], manifest: Manifest): readonly Diagnostic[] {
  return services.flatMap((service): readonly Diagnostic[] => {
    const object = findObject(manifest, 'Service', service.namespace, service.name)
    if (!object) return []
    const { kind, namespace, name } = object
    const note = (path: string, says: Extract<Diagnostic['says'], { code: unknown }>): Diagnostic => ({
      severity: 'info',
      stage: 'warning',
      object: { kind, namespace, name },
      path,
      range: positionOf(object, path),
      says,
    })
    const notes: Diagnostic[] = []
    if (service.externalIPs.length > 0 && service.type !== 'ExternalName') {
      const values = { field: externalIPsDeprecation.what, version: externalIPsDeprecation.version }
      notes.push(note('spec.externalIPs', { code: 'external-ips-deprecated', values }))
    }
    const [ingress] = service.loadBalancer
    if (service.type === 'LoadBalancer' && !ingress) {
      const values = { service: name, pending: '<pending>', field: 'loadBalancer' }
      notes.push(note('spec.type', { code: 'load-balancer-pending', values }))
    }
    if (service.loadBalancerHost !== undefined && ingress) {
      const values = { name: service.loadBalancerHost, service: name, address: ingress.ip }
      notes.push(note('status.loadBalancer', { code: 'load-balancer-host', values }))
    }
    return notes
  })
}
