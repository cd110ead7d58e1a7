import {
  type Cluster,
  type ComparedChain,
  compareNode,
  compareText,
  type Language,
  loadDocument,
  nodeDocument,
  parseRuleset,
} from '../src/index.ts'
import { say } from './say.ts'
import { readSource } from './source.ts'

/** What a node holds (its iptables-save) against what kube-proxy should have written there, as a text diff. */
export function compareWithDump(
  cluster: Cluster,
  node: string,
  file: string,
  language: Language,
): { readonly stdout: string; readonly stderr: string } {
  const { ruleset: found, diagnostics } = parseRuleset(readSource([file]).text)
  const expected = loadDocument(nodeDocument(cluster, node, { family: found.family }))
  const { chains, reasons } = compareNode(expected, found)
  const count = (status: ComparedChain['status']) => chains.filter((chain) => chain.status === status).length
  const summary = say(language, 'diff-summary', {
    same: count('same'),
    differs: count('differs'),
    missing: count('missing'),
    unexpected: count('unexpected'),
    foreign: count('foreign'),
  })
  const lines = [
    ...reasons.map((reason) => compareText(reason, language)),
    ...chains.flatMap((chain) => chainLines(chain, language)),
    summary,
  ]
  const said = diagnostics.map(({ line, column, message }) => `${file}:${line}:${column ?? 1}: ${message}\n`)
  return { stdout: `${lines.join('\n')}\n`, stderr: said.join('') }
}

const marks = { same: ' ', missing: '-', unexpected: '+', moved: '~' } as const

/** A chain that is as expected takes no line, unless there is something to say about it. */
function chainLines(chain: ComparedChain, language: Language): readonly string[] {
  const { table, chain: name, status, owner, reason, rules } = chain
  if (status === 'same' && !reason) return []
  const why = reason ? `: ${compareText(reason, language)}` : ''
  const whose = status === 'foreign' && owner ? ` (${owner})` : ''
  const head = `${table} ${name} ${say(language, `diff-${status}`)}${whose}${why}`
  if (status === 'foreign') return [`${head}, ${say(language, 'diff-rules', { n: rules.length })}`]
  return [head, ...rules.filter(({ mark }) => mark !== 'same').map(({ mark, text }) => `  ${marks[mark]} ${text}`)]
}
