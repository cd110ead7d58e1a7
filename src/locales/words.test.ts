import { describe, expect, it } from 'vitest'
import { aboutEn } from './about.en.ts'
import { aboutZh } from './about.zh-CN.ts'
import { balancerEn } from './balancer.en.ts'
import { balancerZh } from './balancer.zh-CN.ts'
import { causesEn } from './causes.en.ts'
import { causesZh } from './causes.zh-CN.ts'
import { commandsEn } from './commands.en.ts'
import { commandsZh } from './commands.zh-CN.ts'
import { diagnosticsEn } from './diagnostics.en.ts'
import { diagnosticsZh } from './diagnostics.zh-CN.ts'
import { dnsEn } from './dns.en.ts'
import { dnsZh } from './dns.zh-CN.ts'
import { fieldsEn } from './fields.en.ts'
import { fieldsZh } from './fields.zh-CN.ts'
import { generationsEn } from './generations.en.ts'
import { generationsZh } from './generations.zh-CN.ts'
import { inspectEn } from './inspect.en.ts'
import { inspectZh } from './inspect.zh-CN.ts'
import { labEn } from './lab.en.ts'
import { labZh } from './lab.zh-CN.ts'
import { menusEn } from './menus.en.ts'
import { menusZh } from './menus.zh-CN.ts'
import { pageEn } from './page.en.ts'
import { pageZh } from './page.zh-CN.ts'
import { panesEn } from './panes.en.ts'
import { panesZh } from './panes.zh-CN.ts'
import { presentEn } from './present.en.ts'
import { presentZh } from './present.zh-CN.ts'
import { rulesEn } from './rules.en.ts'
import { rulesZh } from './rules.zh-CN.ts'
import { stepsEn } from './steps.en.ts'
import { stepsZh } from './steps.zh-CN.ts'
import { tokensEn } from './tokens.en.ts'
import { tokensZh } from './tokens.zh-CN.ts'
import { versusEn } from './versus.en.ts'
import { versusZh } from './versus.zh-CN.ts'
import { waysEn } from './ways.en.ts'
import { waysZh } from './ways.zh-CN.ts'

const dictionaries = [
  ['steps', stepsEn, stepsZh],
  ['causes', causesEn, causesZh],
  ['balancer', balancerEn, balancerZh],
  ['diagnostics', diagnosticsEn, diagnosticsZh],
  ['dns', dnsEn, dnsZh],
  ['page', pageEn, pageZh],
  ['ways', waysEn, waysZh],
  ['lab', labEn, labZh],
  ['menus', menusEn, menusZh],
  ['generations', generationsEn, generationsZh],
  ['about', aboutEn, aboutZh],
  ['commands', commandsEn, commandsZh],
  ['panes', panesEn, panesZh],
  ['fields', fieldsEn, fieldsZh],
  ['rules', rulesEn, rulesZh],
  ['present', presentEn, presentZh],
  ['inspect', inspectEn, inspectZh],
  ['versus', versusEn, versusZh],
  ['tokens', tokensEn, tokensZh],
] as const

const places = (text: string) => [...text.matchAll(/\{\w+(?::\w+)?\}/g)].map((match) => match[0])

/** Sentences of which one language needs fewer places than the other. */
const fewer = new Set(['cause.hairpin-off'])

describe.each(dictionaries)('%s', (_name, english, chinese) => {
  it.each(Object.entries<string>(english))('%s has the same places in both languages', (key, text) => {
    const other = (chinese as Record<string, string>)[key] ?? ''
    expect(other === '').toBe(text === '')
    if (!fewer.has(key)) expect(new Set(places(other))).toEqual(new Set(places(text)))
  })
})

describe('captions', () => {
  it.each(Object.entries<string>({ ...stepsEn, ...causesEn, ...dnsEn, ...balancerEn }))(
    '%s has at most 25 words',
    (_key, text) => {
      expect(text.split(/\s+/).filter((word) => /\w/.test(word)).length).toBeLessThanOrEqual(25)
    },
  )

  it.each(Object.entries<string>({ ...stepsZh, ...causesZh, ...dnsZh, ...balancerZh }))(
    '%s has at most 45 Han characters',
    (_key, text) => {
      expect([...text].filter((character) => /\p{Script=Han}/u.test(character)).length).toBeLessThanOrEqual(45)
    },
  )

  it('neither blame nor cheer nor type addresses', () => {
    const all = Object.values<string>({
      ...stepsEn,
      ...causesEn,
      ...dnsEn,
      ...balancerEn,
      ...stepsZh,
      ...causesZh,
      ...dnsZh,
      ...balancerZh,
    }).join('\n')
    expect(all).not.toMatch(
      /\b(oops|simply|please|successfully|click)\b|请注意|不幸|成功地|点击|钩子|\d+\.\d+\.\d+\.\d+/i,
    )
  })
})
