import { aboutEn } from '../locales/about.en.ts'
import { balancerEn } from '../locales/balancer.en.ts'
import { canvasEn } from '../locales/canvas.en.ts'
import { causesEn } from '../locales/causes.en.ts'
import { commandsEn } from '../locales/commands.en.ts'
import { compareEn } from '../locales/compare.en.ts'
import { diagnosticsEn } from '../locales/diagnostics.en.ts'
import { dnsEn } from '../locales/dns.en.ts'
import { fieldsEn } from '../locales/fields.en.ts'
import { inspectEn } from '../locales/inspect.en.ts'
import { labEn } from '../locales/lab.en.ts'
import type { Language, Words } from '../locales/language.ts'
import { menusEn } from '../locales/menus.en.ts'
import { pageEn } from '../locales/page.en.ts'
import { panesEn } from '../locales/panes.en.ts'
import { presentEn } from '../locales/present.en.ts'
import { rulesEn } from '../locales/rules.en.ts'
import { stepsEn } from '../locales/steps.en.ts'
import { tokensEn } from '../locales/tokens.en.ts'
import { versusEn } from '../locales/versus.en.ts'
import { waysEn } from '../locales/ways.en.ts'
import type { DiagnosticCode, FixCode } from '../manifest/diagnostic.ts'
import type { CompareReason } from '../proxy/compare-reason.ts'
import type { Cause } from '../trace/causes.ts'
import type { BookRowId } from './book-table.ts'

/** Every code the model can utter has words: checked here, at compile time. */
type Spoken =
  | DiagnosticCode
  | `fix.${FixCode}`
  | `cause.${Cause}`
  | `remedy.${Cause}`
  | `compare.${CompareReason['code']}`

type BookWords = `book.${BookRowId}.${'says' | 'does'}`

const sentences = {
  ...stepsEn,
  ...causesEn,
  ...diagnosticsEn,
  ...compareEn,
  ...dnsEn,
  ...balancerEn,
  ...fieldsEn,
  ...tokensEn,
} satisfies Readonly<Record<Spoken, string>>
const labels = {
  ...pageEn,
  ...canvasEn,
  ...commandsEn,
  ...panesEn,
  ...inspectEn,
  ...rulesEn,
  ...presentEn,
  ...versusEn,
  ...aboutEn,
  ...waysEn,
  ...labEn,
  ...menusEn,
} satisfies Readonly<Record<BookWords, string>>

/** Key of a sentence. A key without words in both languages is a type error. */
export type MessageKey = keyof typeof sentences
/** Key of one of the page's own words. */
export type PageKey = keyof typeof labels

const english: Words<MessageKey | PageKey> = { ...sentences, ...labels }
const learned = new Map<Language, Words<MessageKey | PageKey>>([['en', english]])

/**
 * Brings a language's words along. English is always there; the others are a file of their own, so that nobody waits for
 * words they do not read. Until it is done that language speaks English.
 */
export async function learn(language: Language): Promise<void> {
  if (learned.has(language)) return
  const { chinese } = await import('../locales/zh-CN.ts')
  learned.set('zh-CN', chinese satisfies Words<MessageKey | PageKey>)
}

export function templateOf(key: MessageKey | PageKey, language: Language): string {
  return (learned.get(language) ?? english)[key]
}
