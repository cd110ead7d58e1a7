import { scenarioIndex } from 'virtual:scenario-index'
import type { Language } from '../src/index.ts'
import { setText, store } from './store.ts'

/** Each text comes when it is opened. */
const files = import.meta.glob<string>('../public/scenarios/*.yaml', { query: '?raw', import: 'default' })

/** A text that ships with the page. */
export type Scenario = (typeof scenarioIndex)[number]

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

export const scenarios: readonly Scenario[] = scenarioIndex.toSorted(
  (a, b) => rank(a.id) - rank(b.id) || (a.id < b.id ? -1 : 1),
)

function rank(id: string): number {
  const at = order.indexOf(id)
  return at < 0 ? order.length : at
}

/** The text of a scenario; undefined when there is none by that id, or it cannot be fetched. */
export async function scenarioText(id: string): Promise<string | undefined> {
  return files[`../public/scenarios/${id}.yaml`]?.().catch(() => undefined)
}

/** The id of the scenario that is exactly this text. */
export async function scenarioWith(text: string): Promise<string | undefined> {
  for (const { id, length } of scenarios) if (length === text.length && (await scenarioText(id)) === text) return id
  return undefined
}

/** Takes a scenario's text in place of the present one, at its first step, unless another was asked for meanwhile. */
export async function openScenario(id: string): Promise<void> {
  const { text: before } = store.getState()
  const text = await scenarioText(id)
  if (text === undefined || store.getState().text !== before) return
  setText(text, id)
  store.setState({ cursor: 0, playing: false })
}

export function scenarioTitle({ id, title }: Scenario, language: Language): string {
  return title[language] ?? id
}
