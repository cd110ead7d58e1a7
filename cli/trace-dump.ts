import {
  type Address,
  familyOf,
  type Language,
  ownAddresses,
  parseAddress,
  parseRuleset,
  type RulesetTrace,
  traceRuleset,
} from '../src/index.ts'
import { choiceOption, numberOption, readOptions, textOption } from './options.ts'
import type { Result } from './result.ts'
import { say } from './say.ts'
import { readSource } from './source.ts'
import { formatPackets } from './trace-text.ts'
import { UsageError } from './usage-error.ts'
import { writeResult } from './write-result.ts'

const allowed = [
  ...(['ruleset', 'from', 'to', 'protocol', 'source-port', 'node-address', 'in', 'out', 'choose'] as const),
  ...(['format', 'output'] as const),
]

/**
 * `packetwalk trace --ruleset DUMP --from ADDR|local --to ADDR:PORT …`: one packet through a pasted iptables-save, of one
 * node of which nothing else is known. What had to be inferred is said on stderr.
 */
export function traceDump(args: readonly string[], language: Language): Result {
  const { files, options } = readOptions(args, allowed)
  const dump = textOption(options, 'ruleset') ?? ''
  const fromText = textOption(options, 'from')
  const toText = textOption(options, 'to')
  if (fromText === undefined) throw new UsageError('option-missing', { option: '--from ADDR|local' })
  if (toText === undefined) throw new UsageError('option-missing', { option: '--to ADDR:PORT' })
  const format = choiceOption(options, 'format', ['text', 'json'])
  const protocol = protocols[choiceOption(options, 'protocol', ['tcp', 'udp', 'sctp']) ?? 'tcp']
  const sourcePort = numberOption(options, 'source-port', 1, 65535) ?? 40000
  const choose = numberOption(options, 'choose', 1, 4096) ?? 1
  // `--node-address A B` gives several, as `--node-address A --node-address B` does.
  const given = [...(textOption(options, 'node-address')?.split(',') ?? []), ...files]
  if (files.length > 0 && !options.has('node-address'))
    throw new UsageError('file-with-ruleset', { file: files[0] ?? '' })
  const { ruleset, diagnostics } = parseRuleset(readSource([dump]).text)
  let said = diagnostics.map(({ line, column, message }) => `${dump}:${line}:${column ?? 1}: ${message}\n`).join('')
  const nothing = (sentence: string): Result => ({ code: 1, stdout: '', stderr: `${said}${sentence}\n` })
  const from = fromText === 'local' ? fromText : parseAddress(fromText)
  const to = parseSocket(toText)
  const unread = given.find((text) => parseAddress(text) === undefined)
  if (unread !== undefined) return nothing(say(language, 'no-address', { text: unread }))
  if (from === undefined || to === undefined || (from !== 'local' && familyOf(from) !== familyOf(to.address))) {
    return nothing(say(language, 'no-request', { from: fromText, to: toText }))
  }
  if (familyOf(to.address) !== ruleset.family) {
    return nothing(say(language, 'other-family', { file: dump, family: ruleset.family, to: toText }))
  }
  const nodeAddresses = given.length > 0 ? given.map((text) => parseAddress(text) as Address) : ownAddresses(ruleset)
  if (given.length === 0) {
    const word = nodeAddresses.length > 0 ? 'addresses-inferred' : 'addresses-unknown'
    said += `${say(language, word, { addresses: nodeAddresses.join(', ') })}\n`
  }
  const inDevice = textOption(options, 'in')
  const outDevice = textOption(options, 'out')
  const trace = traceRuleset(
    ruleset,
    {
      from,
      protocol,
      sourcePort,
      destination: to,
      nodeAddresses,
      ...(inDevice === undefined ? {} : { inDevice }),
      ...(outDevice === undefined ? {} : { outDevice }),
    },
    choose,
  )
  if (!trace) return nothing(say(language, 'no-branch', { choose }))
  for (const side of ['in', 'out'] as const) {
    if (asksForDevice(trace, side)) said += `${say(language, 'device-unknown', { option: `--${side}` })}\n`
  }
  const text = format === 'json' ? `${JSON.stringify(trace, null, 2)}\n` : formatRulesetTrace(trace, language)
  const file = textOption(options, 'output')
  if (file !== undefined) writeResult(file, text)
  return { code: 0, stdout: file === undefined ? text : '', stderr: said }
}

const protocols = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP' } as const

/** `addr:port` or `[v6]:port`. */
function parseSocket(text: string): { readonly address: Address; readonly port: number } | undefined {
  const [, bracketed, bare, digits] = /^(?:\[(.+)\]|([^:]+)):(\d{1,5})$/.exec(text) ?? []
  const address = parseAddress(bracketed ?? bare ?? '')
  const port = Number(digits)
  return address !== undefined && port >= 1 && port <= 65535 ? { address, port } : undefined
}

/** Whether a rule could not be decided for want of a device's name. */
function asksForDevice({ packets }: RulesetTrace, side: 'in' | 'out'): boolean {
  const option = side === 'in' ? /^(! )?-i / : /^(! )?-o /
  return packets.some(({ events }) =>
    events.some((event) => event.type === 'rule' && event.unmodelled !== undefined && option.test(event.unmodelled)),
  )
}

function formatRulesetTrace(trace: RulesetTrace, language: Language): string {
  const { verdict, source, destination, mark, certain } = trace.final
  const { number, of, probability } = trace.branch
  const ends = `${source ?? say(language, 'address-unknown')} > ${destination}`
  const lines = [
    trace.outcome,
    `${verdict.toUpperCase()} ${ends} mark 0x${mark.toString(16)}${certain ? '' : ` (${say(language, 'guess')})`}`,
    ...(of > 1 ? [say(language, 'branch', { number, of, probability: probability.toFixed(3) })] : []),
  ]
  return `${formatPackets(trace, language)}\n\n${lines.join('\n')}\n`
}
