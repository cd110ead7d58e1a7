import { causesEn } from '../locales/causes.en.ts'
import { causesZh } from '../locales/causes.zh-CN.ts'
import { diagnosticsEn } from '../locales/diagnostics.en.ts'
import { diagnosticsZh } from '../locales/diagnostics.zh-CN.ts'
import type { Language, Words } from '../locales/language.ts'
import { stepsEn } from '../locales/steps.en.ts'
import { stepsZh } from '../locales/steps.zh-CN.ts'
import type { DiagnosticCode, FixCode } from '../manifest/diagnostic.ts'
import type { Cause } from '../trace/causes.ts'

/** Every code the model can utter has words: checked here, at compile time. */
type Spoken = DiagnosticCode | `fix.${FixCode}` | `cause.${Cause}` | `remedy.${Cause}`

const english = { ...stepsEn, ...causesEn, ...diagnosticsEn } satisfies Readonly<Record<Spoken, string>>

/** Key of a sentence. A key without words in both languages is a type error. */
export type MessageKey = keyof typeof english

const words: Readonly<Record<Language, Words<MessageKey>>> = {
  en: english,
  'zh-CN': { ...stepsZh, ...causesZh, ...diagnosticsZh },
}

export function templateOf(key: MessageKey, language: Language): string {
  return words[language][key]
}
