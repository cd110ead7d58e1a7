import {
  compileIptables,
  createWalker,
  type Language,
  loadDocument,
  nodeDocument,
  printDocument,
  printRuleset,
} from '../src/index.ts'
import { compareWithDump } from './compare-text.ts'
import { formatDiagnostics, worthSaying } from './diagnostics.ts'
import { choiceOption, readOptions, textOption } from './options.ts'
import type { Result } from './result.ts'
import { say } from './say.ts'
import { readSource } from './source.ts'
import { UsageError } from './usage-error.ts'

/**
 * `packetwalk rules FILE… --node NAME [--format kube-proxy|restore|save] [--ip-family 4|6] [--with-cni]`:
 * kube-proxy's own input, text that stands alone, or what iptables-save prints after loading that. With `--diff DUMP`:
 * how a node's iptables-save differs from it, chain by chain.
 */
export function rules(args: readonly string[], language: Language): Result {
  const { files, options } = readOptions(args, [
    ...(['format', 'node', 'ip-family', 'with-cni', 'skip-validation', 'diff'] as const),
  ])
  const format = choiceOption(options, 'format', ['kube-proxy', 'restore', 'save']) ?? 'kube-proxy'
  const family = choiceOption(options, 'ip-family', ['4', '6']) === '6' ? 6 : 4
  const node = textOption(options, 'node')
  if (node === undefined) throw new UsageError('option-missing', { option: '--node NAME' })
  const source = readSource(files)
  const { cluster, diagnostics } = createWalker()(source.text, {}, { skipValidation: options.has('skip-validation') })
  const said = formatDiagnostics(worthSaying(diagnostics), source, language)
  const nodes = cluster.nodes.map(({ name }) => name)
  if (!nodes.includes(node)) {
    const reason = say(language, 'no-node', { name: node, names: nodes.join(', ') })
    return { code: 1, stdout: '', stderr: `${said}${reason}\n` }
  }
  const dump = textOption(options, 'diff')
  if (dump !== undefined) {
    const diff = compareWithDump(cluster, node, dump, language)
    return { code: 0, stdout: diff.stdout, stderr: said + diff.stderr }
  }
  const whole = () => nodeDocument(cluster, node, { family, withCni: options.has('with-cni') })
  const text = {
    'kube-proxy': () => printDocument(compileIptables(cluster, node, family)),
    restore: () => printDocument(whole()),
    save: () => printRuleset(loadDocument(whole())),
  }
  return { code: 0, stdout: text[format](), stderr: said }
}
