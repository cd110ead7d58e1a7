import { canvasEn } from '../locales/canvas.en.ts'
import { canvasZh } from '../locales/canvas.zh-CN.ts'
import type { Language, Words } from '../locales/language.ts'
import { pageEn } from '../locales/page.en.ts'
import { pageZh } from '../locales/page.zh-CN.ts'
import type { Message, Part } from './message.ts'
import { fill } from './render.ts'

const english = { ...pageEn, ...canvasEn }

/** Key of one of the page's own words. */
export type PageKey = keyof typeof english

const words: Readonly<Record<Language, Words<PageKey>>> = { en: english, 'zh-CN': { ...pageZh, ...canvasZh } }

/** The page's words in pieces, so that names and addresses inside can be shown as such. */
export function pageParts(key: PageKey, language: Language, values: Message['values'] = {}): readonly Part[] {
  return fill(words[language][key], values)
}

/** The page's words as plain text. */
export function pageText(key: PageKey, language: Language, values: Message['values'] = {}): string {
  return pageParts(key, language, values)
    .map((part) => part.text)
    .join('')
}
