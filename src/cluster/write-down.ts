import type { TextEdit } from '../manifest/diagnostic.ts'
import { appendDocument } from '../manifest/edit.ts'
import { setPath } from '../manifest/edit-path.ts'
import { findObject } from '../manifest/find-object.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { parsePath } from '../manifest/position.ts'
import type { Cluster, Pod } from './cluster.ts'
import { isUnlabelled } from './edit-pods.ts'
import { nodeYaml, podYaml } from './pod-yaml.ts'

/**
 * Edits that write what was assumed or allocated into the text: nodes and Pods as documents at its end, cluster IPs and
 * node ports into their Services. The cluster stays what it is; it is only all written.
 */
export function writeDown(manifest: Manifest, cluster: Cluster): readonly TextEdit[] {
  const nodes = cluster.nodes.filter((node) => node.assumed)
  const pods = cluster.pods.filter((pod) => pod.assumed && pod.namespace !== 'kube-system' && !isUnlabelled(pod))
  const documents = [...nodes.map(nodeYaml), ...pods.map((pod) => podYaml({ ...pod, containerPorts: ports(pod) }))]
  const allocated = cluster.services.flatMap((service) => {
    const object = service.assumed ? undefined : findObject(manifest, 'Service', service.namespace, service.name)
    if (!object?.position.children?.spec?.children) return []
    const [clusterIP] = service.clusterIPs
    return service.allocated.flatMap((path) => {
      const port = /^spec\.ports\[(\d+)\]\.nodePort$/.exec(path)
      const nodePort = port ? service.ports[Number(port[1])]?.nodePort : undefined
      if (nodePort !== undefined) return setPath(manifest.text, object, parsePath(path), String(nodePort))
      if (path === 'spec.clusterIP' && clusterIP && service.clusterIPs.length === 1)
        return setPath(
          manifest.text,
          object,
          ['spec', 'clusterIP'],
          clusterIP.includes(':') ? `"${clusterIP}"` : clusterIP,
        )
      return []
    })
  })
  return [...allocated, ...(documents.length > 0 ? appendDocument(manifest.text, documents.join('---\n')) : [])]
}

/** What it declares; what it was assumed to listen on otherwise. */
function ports({ containerPorts, listens }: Pod): Pod['containerPorts'] {
  return containerPorts.length > 0 ? containerPorts : listens.map(({ port, protocol }) => ({ port, protocol }))
}
