import type { Language } from '../src/index.ts'
import { wordsEn } from './words.en.ts'
import { wordsZh } from './words.zh-CN.ts'

export type Word = keyof typeof wordsEn
export type Values = Readonly<Record<string, string | number>>

const words: Readonly<Record<Language, Readonly<Record<Word, string>>>> = { en: wordsEn, 'zh-CN': wordsZh }

/** A sentence of the command line in a language, its `{places}` filled. */
export function say(language: Language, word: Word, values: Values = {}): string {
  return words[language][word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
