import { type Language, pageText } from '../../src/index.ts'
import { type CommandGroup, commandGroups, commands } from '../commands.ts'
import { openScenario, scenarios, scenarioTitle } from '../scenarios.ts'

/** One line of the palette. */
export interface Entry {
  readonly id: string
  readonly group: CommandGroup | 'scenario'
  readonly title: string
  /** What it is found by: its title, also in English. */
  readonly words: string
  readonly chords: readonly string[]
  readonly run: () => void
}

/** All commands and scenarios, under their headings. */
export function entriesIn(language: Language): readonly Entry[] {
  const ordered = commandGroups.flatMap((group) => commands.filter((command) => command.group === group))
  return [
    ...ordered
      .filter(({ id }) => id !== 'palette')
      .map(({ id, group, title, chords, run }) => {
        const shown = pageText(title, language)
        return { id, group, title: shown, words: `${shown} ${pageText(title, 'en')}`.toLowerCase(), chords, run }
      }),
    ...scenarios.map((scenario): Entry => {
      const title = scenarioTitle(scenario, language)
      const words = `${title} ${scenarioTitle(scenario, 'en')} ${scenario.id}`.toLowerCase()
      return {
        id: `scenario ${scenario.id}`,
        group: 'scenario',
        title,
        words,
        chords: [],
        run: () => void openScenario(scenario.id),
      }
    }),
  ]
}

/** Entries in which every word that was typed begins a word, or stands anywhere in Chinese; without any, all of them. */
export function matching(entries: readonly Entry[], asked: string): readonly Entry[] {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean)
  return entries.filter((entry) =>
    words.every((word) => ` ${entry.words}`.includes(/^\p{Script=Han}/u.test(word) ? word : ` ${word}`)),
  )
}
