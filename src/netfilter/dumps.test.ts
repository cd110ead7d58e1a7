import { describe, expect, test } from 'vitest'
import { dumpFiles, withoutCounters } from './dump-files.arbitrary.ts'
import { parseRuleset } from './parse.ts'
import { printRuleset } from './print-ruleset.ts'

test('there are dumps of both backends, with counters and without', () => {
  const texts = [...dumpFiles.values()]
  expect(texts.length).toBeGreaterThanOrEqual(12)
  for (const kind of [/\(nf_tables\)/, /iptables-save v1\.4/, /^\[\d+:\d+\] -A/m, /^-A/m]) {
    expect(texts.filter((text) => kind.test(text)).length).toBeGreaterThanOrEqual(2)
  }
})

describe.each([...dumpFiles])('%s', (_, text) => {
  const { ruleset, diagnostics } = parseRuleset(text)

  test('comes back as it was, comment lines and counters aside', () => {
    expect(printRuleset(ruleset)).toBe(withoutCounters(text))
  })

  test('has nothing to complain about but what it warns of itself', () => {
    expect(diagnostics.filter(({ message }) => !message.startsWith('Warning: '))).toEqual([])
    expect(diagnostics.length).toBe(text.match(/^# Warning: /gm)?.length ?? 0)
  })
})
