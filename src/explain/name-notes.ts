import type { Cluster } from '../cluster/cluster.ts'
import type { Trace } from '../trace/trace.ts'
import type { Message } from './message.ts'
import { namedService } from './name.ts'

/** What a reader should know of a name that led past kube-proxy: why there are no rules, and what DNS does not do. */
export function nameNotes(trace: Trace, cluster: Cluster): readonly Message[] {
  const { resolver } = trace
  const service = resolver && namedService(trace, cluster)
  if (!resolver || !service) return []
  const port = trace.flow.destination.split(':').at(-1) ?? ''
  const values = {
    service: service.name,
    name: resolver.name,
    external: service.externalName ?? '',
    header: `Host: ${resolver.name}`,
    port,
  }
  if (service.type === 'ExternalName') {
    return [
      { key: 'note.external-name', values },
      { key: 'note.host-header', values },
      { key: 'note.certificate', values },
      ...(service.ports.length > 0 ? [{ key: 'note.ports', values } as const] : []),
    ]
  }
  if (!service.headless) return []
  const declared = service.ports.find((candidate) => String(candidate.port) === port)
  const target = declared ? String(declared.targetPort) : port
  return [
    { key: 'note.headless', values },
    ...(target === port ? [] : [{ key: 'note.headless-port', values: { ...values, target } } as const]),
  ]
}
