import type { Rule, Target } from './ruleset.ts'

/**
 * Targets after which the packet goes on as it was, as far as any rule and any route can see: they log, count, or write
 * to fields nothing here asks for. From iptables-extensions(8).
 */
const harmless: ReadonlySet<string> = new Set(
  `AUDIT CHECKSUM CLASSIFY CONNSECMARK DSCP ECN IDLETIMER LED LOG NFLOG RATEEST SECMARK SET TCPMSS TCPOPTSTRIP TEE TOS TRACE
ULOG`.split(/\s+/),
)

/** Whether it can matter to this or a later packet that the rule matches: not if it only counts or logs. */
export function matters({ matches, target }: Rule): boolean {
  if (target !== undefined && !isHarmless(target)) return true
  return matches.some((match) => match.type === 'recent' && match.action !== 'rcheck')
}

export function isHarmless(target: Target): boolean {
  return target.type === 'unmodelled' && harmless.has(target.name)
}
