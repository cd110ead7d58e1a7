import type { Rule, Ruleset } from '../netfilter/ruleset.ts'
import type { ComparedRule } from './compare-chain.ts'

/** Why a node may hold other rules than expected. A closed list; `locales/compare.*` has a sentence for each. */
export const compareCodes = [
  'no-kube-proxy',
  'older-generation',
  'newer-generation',
  'other-mark',
  'service-unknown',
  'service-missing',
  'endpoint-unknown',
  'endpoint-missing',
  'endpoints-differ',
  'cluster-ip-differs',
  'detector-differs',
  'no-random-fully',
  'policy-differs',
  'order-differs',
  'foreign-first',
  'rules-missing',
] as const

export interface CompareReason {
  readonly code: (typeof compareCodes)[number]
  readonly values: Readonly<Record<string, string>>
}

/** Reasons that hold for a whole dump. */
export function rulesetReasons(expected: Ruleset, found: Ruleset): readonly CompareReason[] {
  const chains = new Set(found.tables.flatMap((table) => table.chains.map(({ name }) => `${table.name} ${name}`)))
  if (!chains.has('nat KUBE-SERVICES')) return [{ code: 'no-kube-proxy', values: { chain: 'KUBE-SERVICES' } }]
  const reasons: CompareReason[] = []
  const wantsOld = expected.tables.some(({ chains: all }) => all.some(({ name }) => name === 'KUBE-MARK-DROP'))
  const older = [...chains].find((name) => /^nat KUBE-(XLB-|MARK-DROP$)/.test(name))
  const newer = [...chains].find((name) => /^(nat KUBE-(EXT|SVL)-|filter KUBE-PROXY-FIREWALL$)/.test(name))
  if (older && !wantsOld) reasons.push({ code: 'older-generation', values: { chain: older.slice(4) } })
  if (newer && wantsOld) reasons.push({ code: 'newer-generation', values: { chain: newer.replace(/^\S+ /, '') } })
  const [wanted, present] = [masqueradeMark(expected), masqueradeMark(found)]
  if (wanted !== undefined && present !== undefined && wanted !== present)
    reasons.push({
      code: 'other-mark',
      values: { expected: hex(wanted), found: hex(present), setting: 'iptables.masqueradeBit' },
    })
  return reasons
}

/** The likeliest reason why one chain of kube-proxy's is not as expected; undefined when nothing tells. */
export function chainReason(
  chain: string,
  rules: readonly ComparedRule[],
  status: 'differs' | 'missing' | 'unexpected',
  expected: Ruleset,
  found: Ruleset,
): CompareReason | undefined {
  const [, kind] = /^KUBE-(SEP|SVC|SVL|EXT|FW|XLB)-/.exec(chain) ?? []
  if (status !== 'differs') {
    const side = status === 'missing' ? expected : found
    const socket = destinationOf(side, chain)
    const service = serviceOf(rules.map(({ text }) => text))
    if (kind === 'SEP' && socket)
      return {
        code: status === 'missing' ? 'endpoint-missing' : 'endpoint-unknown',
        values: { socket, service: service ?? '' },
      }
    if (kind && service) {
      const known = speaksOf(status === 'missing' ? found : expected, service)
      if (!known) return { code: status === 'missing' ? 'service-missing' : 'service-unknown', values: { service } }
    }
    return undefined
  }
  const missing = rules.filter(({ mark }) => mark === 'missing').map(({ text }) => text)
  const unexpected = rules.filter(({ mark }) => mark === 'unexpected').map(({ text }) => text)
  if (chain === 'KUBE-POSTROUTING' && missing.some((text) => unexpected.includes(text.replace(' --random-fully', ''))))
    return { code: 'no-random-fully', values: { option: '--random-fully' } }
  if (missing.length === 0 && unexpected.length === 0) return { code: 'order-differs', values: {} }
  return pairedReason(kind, missing, unexpected) ?? lonelyReason(chain, missing, unexpected, expected, found)
}

/** Two rules with one comment: what differs between them is the reason. */
function pairedReason(
  kind: string | undefined,
  missing: readonly string[],
  unexpected: readonly string[],
): CompareReason | undefined {
  for (const wanted of missing) {
    const comment = commentOf(wanted)
    const other = unexpected.find((text) => comment !== undefined && commentOf(text) === comment)
    if (other === undefined) continue
    const [was, is] = [optionOf(wanted, '-d'), optionOf(other, '-d')]
    const service = serviceOf([wanted]) ?? ''
    if (was && is && was !== is) return { code: 'cluster-ip-differs', values: { service, expected: was, found: is } }
    if (kind !== 'SEP' && /-j KUBE-MARK-MASQ$/.test(wanted) && sourceOf(wanted) !== sourceOf(other))
      return {
        code: 'detector-differs',
        values: { expected: sourceOf(wanted), found: sourceOf(other), setting: 'clusterCIDR' },
      }
    if (/--probability/.test(wanted + other)) return { code: 'endpoints-differ', values: { service } }
  }
  return undefined
}

function lonelyReason(
  chain: string,
  missing: readonly string[],
  unexpected: readonly string[],
  expected: Ruleset,
  found: Ruleset,
): CompareReason | undefined {
  if (/^KUBE-(SVC|SVL|XLB)-/.test(chain) && [...missing, ...unexpected].some((text) => text.includes('-j KUBE-SEP-')))
    return { code: 'endpoints-differ', values: { service: serviceOf([...missing, ...unexpected]) ?? '' } }
  const lost = serviceOf(missing)
  if (lost && !speaksOf(found, lost)) return { code: 'service-missing', values: { service: lost } }
  const stranger = serviceOf(unexpected)
  if (stranger && !speaksOf(expected, stranger)) return { code: 'service-unknown', values: { service: stranger } }
  return missing.length > 0 ? { code: 'rules-missing', values: { count: String(missing.length) } } : undefined
}

function masqueradeMark(ruleset: Ruleset): number | undefined {
  const nat = ruleset.tables.find(({ name }) => name === 'nat')
  const rules = nat?.chains.find(({ name }) => name === 'KUBE-MARK-MASQ')?.rules ?? []
  for (const { target } of rules) if (target?.type === 'MARK') return target.value
  return undefined
}

function hex(value: number): string {
  return `0x${(value >>> 0).toString(16)}`
}

/** Where a KUBE-SEP chain leads. */
function destinationOf(ruleset: Ruleset, chain: string): string | undefined {
  const nat = ruleset.tables.find(({ name }) => name === 'nat')
  const rules: readonly Rule[] = nat?.chains.find(({ name }) => name === chain)?.rules ?? []
  for (const { target } of rules)
    if (target?.type === 'DNAT')
      return target.to.port === undefined ? target.to.address : `${target.to.address}:${target.to.port}`
  return undefined
}

function commentOf(text: string): string | undefined {
  const [, quoted, plain] = /--comment (?:"([^"]*)"|(\S+))/.exec(text) ?? []
  return quoted ?? plain
}

/** `ns/name` of the Service port that rules' comments speak of. */
function serviceOf(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const [name] = /[a-z0-9][-a-z0-9.]*\/[a-z0-9][-a-z0-9.]*(:[-a-z0-9]*)?/.exec(commentOf(text) ?? '') ?? []
    if (name) return name
  }
  return undefined
}

function speaksOf(ruleset: Ruleset, service: string): boolean {
  return ruleset.tables.some(({ chains }) =>
    chains.some(({ rules }) =>
      rules.some(({ matches }) =>
        matches.some(
          (match) => match.type === 'comment' && (match.comment === service || match.comment.includes(`${service} `)),
        ),
      ),
    ),
  )
}

function optionOf(text: string, option: string): string | undefined {
  return new RegExp(` ${option} (\\S+)`).exec(text)?.[1]
}

/** The source match of a rule, with its `!`; what stands for "any" when it has none. */
function sourceOf(text: string): string {
  return /(! )?-[si] \S+/.exec(text)?.[0] ?? '*'
}
