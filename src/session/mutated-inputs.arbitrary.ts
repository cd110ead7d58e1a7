import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseManifest } from '../manifest/parse.ts'
import { address } from '../net/address.ts'
import type { RestoreDocument } from '../netfilter/document.ts'
import { dumpFiles } from '../netfilter/dump-files.arbitrary.ts'
import { loadDocument } from '../netfilter/load.ts'
import { parseRuleset } from '../netfilter/parse.ts'
import { printRule } from '../netfilter/print.ts'
import { printDocument } from '../netfilter/print-document.ts'
import { printRuleset } from '../netfilter/print-ruleset.ts'
import type { Ruleset } from '../netfilter/ruleset.ts'
import { ownAddresses } from '../trace/node-addresses.ts'
import { seededRandom } from '../trace/random.ts'
import { followRuleset, type RulesetRequest } from '../trace/ruleset-trace.ts'
import { createWalker } from './walker.ts'

/** One kind of input: texts to begin with, and what is done with a text. */
export interface InputKind {
  readonly name: string
  readonly bases: ReadonlyMap<string, string>
  /** Texts that pieces may come from. */
  readonly others: readonly string[]
  parse(text: string): void
  /** Everything that is done with a text, parsing included. */
  use(text: string): void
}

function yamlIn(folder: string): readonly (readonly [string, string])[] {
  const place = new URL(folder, import.meta.url)
  const files = readdirSync(place).filter((file) => file.endsWith('.yaml'))
  return files.sort().map((file) => [basename(file, '.yaml'), readFileSync(new URL(file, place), 'utf8')] as const)
}

const scenarios = yamlIn('../../public/scenarios/')
const manifestTexts = new Map([...scenarios, ...yamlIn('real-clusters/')])
const badInputs = yamlIn('../../e2e/bad-inputs/').map(([, text]) => text)

const ruledScenarios: readonly string[] = ['nodeport-snat', 'local-drops', 'sticky-per-node']

/** The dumps of nodes, and the rules of the scenarios as kube-proxy writes them and as iptables-save prints them. */
const rulesetTexts: ReadonlyMap<string, string> = new Map([
  ...dumpFiles,
  ...scenarios
    .filter(([name]) => ruledScenarios.includes(name))
    .flatMap(([name, text]) => {
      const { documents, rulesets } = createWalker()(text)
      return [
        ...Object.entries(documents).map(([node, document]) => [`${name}-${node}`, printDocument(document)] as const),
        ...Object.entries(rulesets).map(([node, ruleset]) => [`${name}-${node}-save`, printRuleset(ruleset)] as const),
      ]
    }),
])

const everything = [
  ...rulesetTexts.values(),
  ...manifestTexts.values(),
  ...badInputs.filter((text) => text.length < 5000),
]

/** Pasted dumps: read, printed, loaded, and walked by a packet. */
export const rulesetInputs: InputKind = {
  name: 'rulesets',
  bases: rulesetTexts,
  others: everything,
  parse: parseRuleset,
  use(text) {
    const { ruleset } = parseRuleset(text)
    printRuleset(ruleset)
    const loaded = loadDocument(documentOf(ruleset))
    const [client, node] = loaded.family === 4 ? ['203.0.113.10', '192.168.0.12'] : ['2001:db8::10', 'fd00::12']
    const request: RulesetRequest = {
      from: address(client ?? ''),
      protocol: 'TCP',
      sourcePort: 40000,
      destination: { address: address(node ?? ''), port: 30080 },
      nodeAddresses: [address(node ?? ''), ...ownAddresses(loaded)],
      inDevice: 'eth0',
    }
    const random = seededRandom(1)
    followRuleset(loaded, request, (_rule, threshold) => random() * 2 ** 31 < threshold)
  },
}

function documentOf({ family, tables }: Ruleset): RestoreDocument {
  return {
    family,
    tables: tables.map(({ name, chains }) => ({
      name,
      chains: chains.map((chain) => ({ name: chain.name, ...(chain.policy ? { policy: chain.policy } : {}) })),
      rules: chains.flatMap((chain) => chain.rules.map((rule) => ({ text: printRule(chain.name, rule) }))),
    })),
  }
}

/** Pasted manifests: read, resolved, compiled to rules, and walked by a packet to its end. */
export const manifestInputs: InputKind = {
  name: 'manifests',
  bases: manifestTexts,
  others: everything,
  parse: parseManifest,
  use: (text) => createWalker()(text),
}
