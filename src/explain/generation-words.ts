import { generationsEn } from '../locales/generations.en.ts'
import { generationsZh } from '../locales/generations.zh-CN.ts'
import type { Language, Words } from '../locales/language.ts'
import type { ChainRole } from '../proxy/generation-difference.ts'
import type { Message, Part } from './message.ts'
import { fill } from './render.ts'

export type GenerationKey = keyof typeof generationsEn

/** Every role a chain can have has words: checked here, at compile time. */
const words: Readonly<Record<Language, Words<GenerationKey>>> = {
  en: generationsEn satisfies Readonly<Record<`role.${ChainRole}`, string>>,
  'zh-CN': generationsZh,
}

/** The words on what changed between two generations of rules. They are only wanted where somebody asks for them. */
export function generationParts(
  key: GenerationKey,
  language: Language,
  values: Message['values'] = {},
): readonly Part[] {
  return fill(words[language][key], values)
}
