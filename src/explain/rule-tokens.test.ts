import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRuleset } from '../netfilter/parse.ts'
import { printRule } from '../netfilter/print.ts'
import { arbitraryRuleset } from '../netfilter/ruleset.arbitrary.ts'
import { renderText } from './render.ts'
import { ruleTokens } from './rule-tokens.ts'

const rulesOf = (text: string) =>
  parseRuleset(text).ruleset.tables.flatMap(({ chains }) => chains.flatMap(({ rules }) => rules))

describe('the tokens of a rule', () => {
  it('joined, are the rule', () => {
    fc.assert(
      fc.property(arbitraryRuleset, ({ tables }) => {
        for (const { name, rules } of tables.flatMap(({ chains }) => chains))
          for (const rule of rules) {
            const tokens = ruleTokens(rule)
            expect(['-A', name, ...tokens.map(({ text }) => text)].join(' ')).toBe(printRule(name, rule))
            for (const { says } of tokens) expect(renderText(says, 'en')).not.toMatch(/^$|undefined/)
          }
      }),
      { numRuns: 100 },
    )
  })

  it('say what each means', () => {
    const [rule] = rulesOf(
      '*nat\n:A - [0:0]\n-A A ! -s 10.244.0.0/16 -d 10.96.0.1/32 -p tcp -m statistic --mode random --probability 0.50000000000 -m tcp --dport 443 -j B\n:B - [0:0]\nCOMMIT\n',
    )
    expect(rule && ruleTokens(rule).map(({ says }) => renderText(says, 'en'))).toEqual([
      'the packet does not come from 10.244.0.0/16',
      'it goes to 10.96.0.1/32',
      'its protocol is tcp',
      'a random number says so, 50 % of the time',
      'its destination port is 443',
      'then look through B, and come back if nothing there decides',
    ])
  })
})
