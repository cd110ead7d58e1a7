import { type Language, parseManifest } from '../src/index.ts'
import { setText, store } from './store.ts'

const files = import.meta.glob<string>('../public/scenarios/*.yaml', { query: '?raw', import: 'default', eager: true })

/** A text that ships with the page. */
export interface Scenario {
  readonly id: string
  readonly text: string
}

/** The order in which they are offered; the first opens by default. */
const order = [
  ...['nodeport-snat', 'why-snat', 'snat-on-own-node', 'target-port-nobody-listens', 'wrong-node-port'],
  ...['local-keeps-client', 'local-drops', 'node-1-only', 'local-from-inside', 'neighbour-answers'],
  ...['after-the-rollout', 'hang-or-refused', 'not-ready-no-endpoint', 'endpoint-without-pod', 'kube-proxy-stopped'],
  ...['cluster-ip-across-nodes', 'cluster-ip-from-outside', 'cluster-ip-other-port', 'internal-policy-local'],
  ...['external-name', 'name-is-not-host', 'certificate-says-no', 'headless', 'cannot-reach-by-dns'],
  ...['who-resolves-what', 'name-nobody-has', 'name-in-another-namespace', 'headless-not-ready'],
  ...['pod-cannot-reach-itself', 'promiscuous-bridge', 'hairpin-without-snat', 'bridge-netfilter-off'],
  ...['sticky-per-node', 'stale-udp-conntrack', 'source-ranges'],
  ...[
    'load-balancer',
    'load-balancer-local',
    'load-balancer-rollout',
    'load-balancer-no-target',
    'load-balancer-other-port',
    'load-balancer-own-ranges',
    'local-imbalance',
    'who-called-me',
  ],
  ...['external-ip-routed', 'external-ip-not-routed', 'external-ip-black-hole', 'external-ip-on-link'],
  ...['external-ip-loop', 'localhost-node-port', 'localhost-node-port-off', 'localhost-without-snat'],
  ...['book-era', 'strict-reverse-path', 'answer-by-another-node', 'no-egress-masquerade', 'ip-forward-off'],
]

export const scenarios: readonly Scenario[] = Object.entries(files)
  .map(([path, text]) => ({ id: path.replace(/^.*\/|\.yaml$/g, ''), text }))
  .sort((a, b) => rank(a.id) - rank(b.id) || (a.id < b.id ? -1 : 1))

function rank(id: string): number {
  const at = order.indexOf(id)
  return at < 0 ? order.length : at
}

export function scenarioById(id: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.id === id)
}

/** Takes a scenario's text in place of the present one, at its first step. */
export function openScenario(id: string): void {
  const scenario = scenarioById(id)
  if (!scenario) return
  setText(scenario.text, scenario.id)
  store.setState({ cursor: 0, playing: false })
}

export function scenarioTitle(scenario: Scenario, language: Language): string {
  return parseManifest(scenario.text).lab.title?.[language] ?? scenario.id
}
