import {
  compileIptables,
  createWalker,
  type Language,
  loadDocument,
  nodeDocument,
  printDocument,
  printRuleset,
} from '../src/index.ts'
import { formatDiagnostics, worthSaying } from './diagnostics.ts'
import { choiceOption, readOptions, textOption, UsageError } from './options.ts'
import type { Result } from './result.ts'
import { readSource } from './source.ts'

/**
 * `packetwalk rules FILE… --node NAME [--format kube-proxy|restore|save] [--ip-family 4|6] [--with-cni]`:
 * kube-proxy's own input, text that stands alone, or what iptables-save prints after loading that.
 */
export function rules(args: readonly string[], language: Language): Result {
  const { files, options } = readOptions(args, ['format', 'node', 'ip-family', 'with-cni', 'skip-validation'])
  const format = choiceOption(options, 'format', ['kube-proxy', 'restore', 'save'])
  const family = choiceOption(options, 'ip-family', ['4', '6']) === '4' ? 4 : 6
  const node = textOption(options, 'node')
  if (node === undefined) throw new UsageError('--node NAME is needed')
  const source = readSource(files)
  const walk = createWalker()(source.text, {}, { skipValidation: options['skip-validation'] === true })
  const stderr = formatDiagnostics(worthSaying(walk.diagnostics), source, language)
  const names = walk.cluster.nodes.map((candidate) => candidate.name)
  if (!names.includes(node))
    return { code: 1, stdout: '', stderr: `${stderr}no node ${node}; there are ${names.join(', ')}\n` }
  if (format === 'kube-proxy')
    return { code: 0, stdout: printDocument(compileIptables(walk.cluster, node, family)), stderr }
  const document = nodeDocument(walk.cluster, node, { family, withCni: options['with-cni'] === true })
  return { code: 0, stdout: format === 'save' ? printRuleset(loadDocument(document)) : printDocument(document), stderr }
}
