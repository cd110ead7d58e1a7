import type { Json, Manifest, SourceObject } from '../manifest/manifest.ts'
import { list, text, whole } from './fields.ts'
import type { PodDraft } from './workloads.ts'

/**
 * The Pods that EndpointSlices and Endpoints speak of (`targetRef`) and the text does not hold: somebody pasted a Service
 * with its endpoints only. They are as real as their addresses, so packets can be walked to them; what else they are is
 * assumed.
 */
export function podsBehindSlices(manifest: Manifest, written: readonly PodDraft[]): readonly PodDraft[] {
  const found = new Map<string, PodDraft>()
  const known = new Set(written.map((draft) => `${draft.namespace}/${draft.name}`))
  for (const object of manifest.objects) {
    for (const { entry, addresses, ports } of entriesOf(object)) {
      const name = text(entry, 'targetRef', 'kind') === 'Pod' ? text(entry, 'targetRef', 'name') : undefined
      const [address] = addresses
      if (name === undefined || address === undefined) continue
      const namespace = text(entry, 'targetRef', 'namespace') ?? object.namespace
      const key = `${namespace}/${name}`
      if (known.has(key) || found.has(key)) continue
      found.set(key, {
        namespace,
        name,
        // None, so that the slices and not a selector speak for them.
        labels: {},
        spec: {
          nodeName: text(entry, 'nodeName') ?? '',
          containers: [{ name: 'assumed', ports: ports.map(containerPort) }],
        },
        status: { podIP: address, podIPs: addresses.map((ip) => ({ ip })) },
        terminating: false,
        assumed: true,
      })
    }
  }
  return [...found.values()]
}

interface Entry {
  readonly entry: Json
  readonly addresses: readonly string[]
  readonly ports: readonly Json[]
}

function entriesOf({ kind, value }: SourceObject): readonly Entry[] {
  if (kind === 'EndpointSlice') {
    const ports = list(value, 'ports')
    return list(value, 'endpoints').map((entry) => {
      const addresses = list(entry, 'addresses').filter((each) => typeof each === 'string')
      return { entry, addresses, ports }
    })
  }
  if (kind !== 'Endpoints') return []
  return list(value, 'subsets').flatMap((subset) =>
    [...list(subset, 'addresses'), ...list(subset, 'notReadyAddresses')].map((entry) => {
      const ip = text(entry, 'ip')
      return { entry, addresses: ip ? [ip] : [], ports: list(subset, 'ports') }
    }),
  )
}

function containerPort(port: Json): Json {
  return { containerPort: whole(port, 'port') ?? 0, protocol: text(port, 'protocol') ?? 'TCP' }
}
