/** Pieces of the texts that the cases are made of. */

interface PodOptions {
  readonly port?: number
  readonly app?: string
  readonly ready?: boolean
  readonly hostNetwork?: boolean
}

/** A Pod that runs on a node and listens on a port, TCP and UDP. */
export function pod(name: string, node: string, options: PodOptions = {}): string {
  const { port = 8080, app = 'web', ready = true, hostNetwork = false } = options
  const ports = `[{ containerPort: ${port} }, { containerPort: ${port}, protocol: UDP }]`
  return `apiVersion: v1
kind: Pod
metadata: { name: ${name}, labels: { app: ${app} } }
spec: { nodeName: ${node}, hostNetwork: ${hostNetwork}, containers: [{ name: main, image: example, ports: ${ports} }] }
status: { phase: Running, conditions: [{ type: Ready, status: "${ready ? 'True' : 'False'}" }] }`
}

/** The Service \`web\` of the Pods labelled \`app: web\`; \`spec\` adds fields to it, a line each. */
export function service(spec: readonly string[] = [], ports = tcp): string {
  return `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
  clusterIP: 10.96.0.100
  ports: [${ports}]
${spec.map((line) => `  ${line}\n`).join('')}`
}

export const tcp = '{ port: 80, targetPort: 8080 }'
export const udp = '{ port: 53, targetPort: 8080, protocol: UDP }'
export const nodePort = '{ port: 80, targetPort: 8080, nodePort: 30080 }'
export const udpNodePort = '{ port: 53, targetPort: 8080, protocol: UDP, nodePort: 30053 }'

/** The Service again as a cloud has finished it: with an address. */
export function loadBalancer(spec: readonly string[] = []): string {
  return `${service(['type: LoadBalancer', ...spec], nodePort).replace('{ name: web }', '{ name: web, uid: 6b1a0c1e-0000-4000-8000-000000000001 }')}
status: { loadBalancer: { ingress: [{ ip: 80.11.12.20 }] } }`
}

/** The Lab without system Services; \`spec\` adds fields to it, a line each. */
export function lab(spec: readonly string[] = []): string {
  return `apiVersion: packetwalk/v1
kind: Lab
metadata: { name: kernel }
spec:
  systemServices: false
${spec.map((line) => `  ${line}\n`).join('')}`
}

/** The Lab's outside: the usual client, and one in another network. */
export const twoClients =
  'hosts: [{ name: client, addresses: [203.0.113.10/24] }, { name: client2, addresses: [198.51.100.10/24] }]'

export function routes(...entries: readonly string[]): string {
  return `router: { routes: [${entries.map((entry) => `{ ${entry} }`).join(', ')}] }`
}

export function documents(...parts: readonly string[]): string {
  return parts.map((part) => part.trim()).join('\n---\n')
}

/** An asker without a Service on either node: ask-1, ask-2. */
const askers: readonly string[] = [pod('ask-1', 'node1', { app: 'ask' }), pod('ask-2', 'node2', { app: 'ask' })]

/** web-1 on node1 and web-2 on node2, besides the askers. */
export const twoPods: readonly string[] = [pod('web-1', 'node1'), pod('web-2', 'node2'), ...askers]

/** Only web-1, on node1. */
export const onePod: readonly string[] = [pod('web-1', 'node1'), ...askers]

/** Nobody behind the Service. */
export const noPod: readonly string[] = [pod('web-1', 'node1', { ready: false }), ...askers]
