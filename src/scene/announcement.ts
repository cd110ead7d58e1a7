import { pageText } from '../explain/page.ts'
import { renderText } from '../explain/render.ts'
import type { Language } from '../locales/language.ts'
import { placeText } from './place-text.ts'
import type { Frame } from './timeline.ts'

/** Letters a screen reader is given for one step, at most: more would still be spoken when the next one comes. */
export const longestAnnouncement = 140

/**
 * What is said aloud of a step: its number, place and sentence; with a long sentence the place and then the count are
 * left out. A sentence that is too long even alone ends at a word with an ellipsis. `step` is 1-based.
 */
export function announcement(frame: Frame, step: number, total: number, language: Language): string {
  const sentence = renderText(frame.caption, language)
  const number = pageText('stepOf', language, { n: step, total })
  return fitting(
    [`${number}, ${placeText(frame)}. ${sentence}`, `${number}. ${sentence}`, `${step}. ${sentence}`],
    sentence,
  )
}

/** The same as the value of a slider, which tells its number by itself: place and sentence, as far as they fit. */
export function valueText(frame: Frame, language: Language): string {
  const sentence = renderText(frame.caption, language)
  return fitting([`${placeText(frame)}: ${sentence}`], sentence)
}

function fitting(forms: readonly string[], sentence: string): string {
  const short = [...forms, sentence].find((form) => form.length <= longestAnnouncement)
  if (short !== undefined) return short
  const cut = sentence.slice(0, longestAnnouncement - 1)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longestAnnouncement / 2))}…`
}
