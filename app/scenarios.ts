import { type Language, parseManifest } from '../src/index.ts'

const files = import.meta.glob<string>('../public/scenarios/*.yaml', { query: '?raw', import: 'default', eager: true })

/** A text that ships with the page. */
export interface Scenario {
  readonly id: string
  readonly text: string
}

/** The order in which they are offered; the first opens by default. */
const order = ['nodeport-snat', 'local-keeps-client', 'local-drops', 'book-era']

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

export function scenarioTitle(scenario: Scenario, language: Language): string {
  return parseManifest(scenario.text).lab.title?.[language] ?? scenario.id
}
