import type { Language } from '../locales/language.ts'
import type { Outcome } from '../trace/trace.ts'
import type { Message, Part } from './message.ts'
import { fill } from './render.ts'
import { type PageKey, templateOf } from './vocabulary.ts'

/** The page's words in pieces, so that names and addresses inside can be shown as such. */
export function pageParts(key: PageKey, language: Language, values: Message['values'] = {}): readonly Part[] {
  return fill(templateOf(key, language), values)
}

/** An outcome in a word or two, to stand in a sentence or a table. */
export function outcomeWord(outcome: Outcome, language: Language): string {
  return pageText(outcomeWords[outcome], language)
}

const outcomeWords: Readonly<Record<Outcome, PageKey>> = {
  answered: 'outcomeWordAnswered',
  'timed-out': 'outcomeWordTimedOut',
  refused: 'outcomeWordRefused',
  unreachable: 'outcomeWordUnreachable',
  'name-error': 'outcomeWordNameError',
  undetermined: 'outcomeWordUndetermined',
}

/** The page's words as plain text. */
export function pageText(key: PageKey, language: Language, values: Message['values'] = {}): string {
  return pageParts(key, language, values)
    .map((part) => part.text)
    .join('')
}
