import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { renderText } from '../explain/render.ts'
import { learn } from '../explain/vocabulary.ts'
import { languages } from '../locales/language.ts'
import { announcement, longestAnnouncement, valueText } from '../scene/announcement.ts'
import type { Frame } from '../scene/timeline.ts'
import { createWalker } from './walker.ts'

const folder = new URL('../../public/scenarios/', import.meta.url)
const files = readdirSync(folder)

beforeAll(async () => {
  for (const language of languages) await learn(language)
})

describe('what is said aloud of a step', () => {
  const timelines = files.map((file) => {
    const { timeline } = createWalker()(readFileSync(new URL(file, folder), 'utf8'))
    return { file, frames: timeline?.frames ?? [] }
  })

  it.each(languages)('is its whole sentence, in at most 140 letters, in every scenario, %s', (language) => {
    const faults: string[] = []
    for (const { file, frames } of timelines) {
      for (const [index, frame] of frames.entries()) {
        const said = announcement(frame, index + 1, frames.length, language)
        const whole = said.endsWith(renderText(frame.caption, language))
        const value = valueText(frame, language)
        if (value.length > longestAnnouncement || !value.endsWith(renderText(frame.caption, language)))
          faults.push(`${file} ${index + 1}: ${value}`)
        if (said.length > longestAnnouncement || !whole) faults.push(`${file} ${index + 1}: ${said.length} ${said}`)
      }
    }
    expect(timelines.flatMap(({ frames }) => frames).length).toBeGreaterThan(1000)
    expect(faults).toEqual([])
  })

  it('leaves out the place, then the count, before it cuts a sentence, and cuts at a word', () => {
    const frame = timelines[0]?.frames[0]
    if (!frame) throw new Error('the first scenario sends nothing')
    const of = (name: string) => {
      const caption = { key: 'origin.tcp', values: { ...frame.caption.values, from: name } }
      return announcement({ ...frame, caption } as Frame, 7, 99, 'en')
    }
    expect(of('a')).toMatch(/^Step 7 of 99, \S+\. /)
    const long = 'one two three four five six seven '.repeat(6)
    expect(of(long)).toMatch(/ (one|two|three|four|five|six|seven)…$/)
    expect(of(long).length).toBeLessThanOrEqual(longestAnnouncement)
    const caption = { key: 'origin.tcp', values: { ...frame.caption.values, from: long } }
    expect(valueText({ ...frame, caption } as Frame, 'en')).toMatch(/ (one|two|three|four|five|six|seven)…$/)
  })
})
