import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { renderText } from '../explain/render.ts'
import { parseRuleset } from '../netfilter/parse.ts'
import type { Rule } from '../netfilter/ruleset.ts'
import type { Network } from '../network/network.ts'
import { buildTimeline } from '../scene/timeline.ts'
import { whyNot } from '../scene/why-not.ts'
import { traceFlow } from '../trace/trace-flow.ts'
import { createWalker } from './walker.ts'

const walk = createWalker()(readFileSync(new URL('../../public/scenarios/nodeport-snat.yaml', import.meta.url), 'utf8'))
const limit = ruleOf('-A FORWARD -m limit --limit 5/min -j DROP')

function ruleOf(text: string): Rule {
  const [rule] = parseRuleset(`*filter\n${text}\nCOMMIT\n`).ruleset.tables[0]?.chains[1]?.rules ?? []
  if (!rule) throw new Error(`no rule: ${text}`)
  return rule
}

/** The scenario with one more rule at the head of FORWARD on every node. */
function tracedWith(rule: Rule) {
  const hosts = walk.network.hosts.map((host) => {
    if (!host.netfilter) return host
    const rulesets = host.netfilter.rulesets.map((ruleset) => ({
      ...ruleset,
      tables: ruleset.tables.map((table) => ({
        ...table,
        chains: table.chains.map((chain) =>
          table.name === 'filter' && chain.name === 'FORWARD' ? { ...chain, rules: [rule, ...chain.rules] } : chain,
        ),
      })),
    }))
    return { ...host, netfilter: { ...host.netfilter, rulesets } }
  })
  const network: Network = { ...walk.network, hosts }
  const traced = walk.flow && traceFlow(network, walk.flow, { seed: 1 })
  if (!traced) throw new Error('nothing was sent')
  return { trace: traced.trace, network, timeline: buildTimeline(traced.trace, walk.cluster) }
}

describe('a rule that cannot be decided', () => {
  const { trace, network, timeline } = tracedWith(limit)
  const frame = timeline.frames.find(({ caption }) => caption.key === 'rule.undecided')
  if (!frame) throw new Error('no frame tells it')

  test('is told at every depth, in both languages, and what follows is not certain', () => {
    expect(frame.depth).toBe('story')
    expect(renderText(frame.caption, 'en')).toBe(
      'Rule 1 of FORWARD asks for something not modelled: -m limit --limit 5/min. From here nothing is certain.',
    )
    expect(renderText(frame.caption, 'zh-CN')).toBe(
      'FORWARD 的第 1 条规则用到未模拟的 -m limit --limit 5/min，从这里起无法确定。',
    )
    const events = trace.packets.flatMap((packet) => packet.events)
    const first = events.findIndex((event) => event.certain === false)
    expect(events[first]).toMatchObject({ type: 'rule', chain: 'FORWARD', unmodelled: '-m limit --limit 5/min' })
    expect(events.slice(first).every((event) => event.certain === false)).toBe(true)
    expect(events.slice(0, first).some((event) => event.certain === false)).toBe(false)
  })

  test('says in the list of rules what is not modelled', () => {
    const message = whyNot(limit, 1, frame, trace, network)
    expect(message && renderText(message, 'en')).toBe('Not modelled: -m limit --limit 5/min.')
    expect(message && renderText(message, 'zh-CN')).toBe('未模拟：-m limit --limit 5/min。')
  })
})

test('one that only logs, or whose other matches fail, changes nothing', () => {
  for (const text of ['-A FORWARD -m limit --limit 5/min -j LOG', '-A FORWARD -p udp -m limit --limit 5/min -j DROP']) {
    const { trace } = tracedWith(ruleOf(text))
    expect(trace.outcome).toBe('answered')
    expect(JSON.stringify(trace)).not.toContain('"certain":false')
  }
})
