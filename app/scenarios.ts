import { scenarioIndex } from 'virtual:scenario-index'
import type { Language } from '../src/index.ts'
import { setText, store } from './store.ts'

/** Each text comes when it is opened. */
const files = import.meta.glob<string>('../public/scenarios/*.yaml', { query: '?raw', import: 'default' })

/** A text that ships with the page. */
export type Scenario = (typeof scenarioIndex)[number]

/** The groups of the menu and what stands in them, in the order of learning. The first of all opens by default. */
const listed = {
  start: [
    ...['nodeport-snat', 'why-snat', 'local-keeps-client', 'local-drops', 'load-balancer', 'external-name'],
    ...['external-ip-routed', 'external-ip-not-routed', 'cannot-reach-by-dns', 'not-ready-no-endpoint'],
    ...['kube-proxy-stopped', 'pod-cannot-reach-itself'],
  ],
  nodePort: [
    ...['snat-on-own-node', 'who-called-me', 'hang-or-refused', 'target-port-nobody-listens', 'wrong-node-port'],
    ...['node-port-addresses', 'localhost-node-port', 'localhost-node-port-off', 'localhost-without-snat'],
    'loopback-from-the-wire',
  ],
  local: ['node-1-only', 'after-the-rollout', 'local-from-inside', 'neighbour-answers', 'local-imbalance'],
  clusterIp: [
    ...['cluster-ip-across-nodes', 'cluster-ip-from-outside', 'cluster-ip-other-port', 'internal-policy-local'],
    ...['endpoint-without-pod', 'sticky-per-node', 'stale-udp-conntrack'],
  ],
  balancer: [
    ...['load-balancer-local', 'load-balancer-rollout', 'load-balancer-no-target', 'load-balancer-other-port'],
    ...['source-ranges', 'load-balancer-own-ranges'],
  ],
  externalIp: ['external-ip-loop', 'external-ip-black-hole', 'external-ip-on-link'],
  names: [
    ...['headless', 'headless-not-ready', 'name-in-another-namespace', 'name-nobody-has', 'who-resolves-what'],
    ...['name-from-outside', 'coredns-other-port', 'dns-query-dropped', 'dns-upstream-silent', 'name-is-not-host'],
    ...['certificate-says-no', 'external-name-is-an-address', 'external-name-loop', 'external-name-without-record'],
    'outside-name-unknown',
  ],
  hairpin: ['promiscuous-bridge', 'hairpin-without-snat', 'bridge-netfilter-off'],
  node: [
    ...['answer-by-another-node', 'strict-reverse-path', 'no-egress-masquerade', 'ip-forward-off', 'foreign-drop'],
    ...['foreign-reject', 'forward-policy-drop', 'match-not-modelled'],
  ],
  book: ['book-node-port', 'book-local', 'book-era'],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** Scenarios under one heading; `more` holds those that stand in no list. */
export interface ScenarioGroup {
  readonly id: keyof typeof listed | 'more'
  readonly scenarios: readonly Scenario[]
}

export const scenarioGroups: readonly ScenarioGroup[] = grouped()

export const scenarios: readonly Scenario[] = scenarioGroups.flatMap((group) => group.scenarios)

function grouped(): readonly ScenarioGroup[] {
  const named = (Object.keys(listed) as (keyof typeof listed)[]).map((id) => ({
    id,
    scenarios: listed[id].flatMap((name) => scenarioIndex.filter((scenario) => scenario.id === name)),
  }))
  const placed = new Set(named.flatMap((group) => group.scenarios))
  const others = scenarioIndex.filter((scenario) => !placed.has(scenario))
  return others.length === 0 ? named : [...named, { id: 'more', scenarios: others }]
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
