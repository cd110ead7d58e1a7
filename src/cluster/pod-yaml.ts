import type { Node, Pod } from './cluster.ts'

/** A Pod as a document of its own: what it is in this cluster, no more. Ends with a line feed. */
export function podYaml(pod: Pod): string {
  const { namespace, name, labels, addresses } = pod
  const meta = [
    `name: ${name}`,
    ...(namespace === 'default' ? [] : [`namespace: ${namespace}`]),
    ...(Object.keys(labels).length > 0 ? [`labels: ${flowMap(labels)}`] : []),
    ...(pod.terminating ? ['deletionTimestamp: "2000-01-01T00:00:00Z"'] : []),
  ]
  const spec = [
    `nodeName: ${pod.node}`,
    ...(pod.hostNetwork ? ['hostNetwork: true'] : []),
    ...(pod.hostname ? [`hostname: ${pod.hostname}`] : []),
    ...(pod.subdomain ? [`subdomain: ${pod.subdomain}`] : []),
    'containers:',
    '- name: app',
    ...(pod.containerPorts.length > 0
      ? ['  ports:', ...pod.containerPorts.map((port) => `  - ${flowMap(containerPort(port))}`)]
      : []),
  ]
  const [first, ...more] = pod.hostNetwork ? [] : addresses
  const status = [
    ...(first ? [`podIP: ${quoted(first)}`] : []),
    ...(first && more.length > 0 ? [`podIPs: [${addresses.map((ip) => `{ ip: ${quoted(ip)} }`).join(', ')}]`] : []),
    ...(pod.ready ? [] : [`conditions: ${readyCondition(false)}`]),
  ]
  return `apiVersion: v1
kind: Pod
metadata:
${indented(meta)}spec:
${indented(spec)}${status.length > 0 ? `status:\n${indented(status)}` : ''}`
}

/** A Node as a document of its own: its name, its Pod networks, its addresses, and that it is not ready. Ends with a line feed. */
export function nodeYaml({ name, labels, podCIDRs, addresses, ready }: Node): string {
  const meta = [`name: ${name}`, ...(Object.keys(labels).length > 0 ? [`labels: ${flowMap(labels)}`] : [])]
  const addressLines = addresses.map((address) => `- { type: InternalIP, address: ${quoted(address)} }`)
  const [network] = podCIDRs
  return `apiVersion: v1
kind: Node
metadata:
${indented(meta)}${network ? `spec:\n  ${podCIDRs.length > 1 ? `podCIDRs: [${podCIDRs.map(quoted).join(', ')}]` : `podCIDR: ${quoted(network)}`}\n` : ''}status:
  addresses:
${indented(addressLines)}${ready ? '' : `  conditions: ${readyCondition(false)}\n`}`
}

/** The Ready condition alone, as a list in flow style. */
export function readyCondition(ready: boolean): string {
  return `[{ type: Ready, status: "${ready ? 'True' : 'False'}" }]`
}

function containerPort({ name, port, protocol }: Pod['containerPorts'][number]) {
  return {
    containerPort: String(port),
    ...(name ? { name } : {}),
    ...(protocol === 'TCP' ? {} : { protocol }),
  }
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}\n`).join('')
}

/** A map of texts in flow style. */
export function flowMap(map: Readonly<Record<string, string>>): string {
  return `{ ${Object.entries(map)
    .map(([key, value]) => `${quoted(key)}: ${key === 'containerPort' ? value : quoted(value)}`)
    .join(', ')} }`
}

/** Quoted, unless it is a word that YAML takes as it is. */
function quoted(text: string): string {
  return /^[A-Za-z0-9][-A-Za-z0-9_./]*$/.test(text) &&
    /[A-Za-z./]/.test(text) &&
    !/^([\d.]+(e\d+)?|0x[\da-f]+|true|false|yes|no|on|off|null|y|n)$/i.test(text)
    ? text
    : /^\d+\.\d+\.\d+\.\d+(\/\d+)?$/.test(text)
      ? text
      : JSON.stringify(text)
}
