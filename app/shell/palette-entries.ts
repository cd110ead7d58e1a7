import { type Language, pageText } from '../../src/index.ts'
import { type CommandGroup, commandGroups, commands } from '../commands.ts'
import { openScenario, type Scenario, type ScenarioGroup, scenarioGroups, scenarioTitle } from '../scenarios.ts'
import { tryWhatIf, whatIfsNow, whatIfTitle } from '../what-if.ts'

/** One line of the palette. */
export interface Entry {
  readonly id: string
  /** Entries of one group stand together, under one heading. */
  readonly group: CommandGroup | 'what-if' | `scenario ${string}`
  readonly heading: string
  readonly title: string
  /** What it is found by: its title, also in English. */
  readonly words: string
  readonly chords: readonly string[]
  readonly run: () => void
}

/** All commands, what-ifs and scenarios, under their headings. */
export function entriesIn(language: Language): readonly Entry[] {
  const ordered = commandGroups.flatMap((group) => commands.filter((command) => command.group === group))
  return [
    ...ordered
      .filter(({ id }) => id !== 'palette')
      .map(({ id, group, title, chords, run }): Entry => {
        const shown = pageText(title, language)
        const heading = pageText(`command.group.${group}`, language)
        return {
          id,
          group,
          heading,
          title: shown,
          words: `${shown} ${pageText(title, 'en')}`.toLowerCase(),
          chords,
          run,
        }
      }),
    ...whatIfsNow().map((whatIf): Entry => {
      const title = whatIfTitle(whatIf, language)
      return {
        id: `what-if ${whatIf.id}`,
        group: 'what-if',
        heading: pageText('whatIf.label', language),
        title,
        words: `${title} ${whatIfTitle(whatIf, 'en')}`.toLowerCase(),
        chords: [],
        run: () => tryWhatIf(whatIf),
      }
    }),
    ...scenarioGroups.flatMap((group) =>
      group.scenarios.map((scenario) => scenarioEntry(group.id, scenario, language)),
    ),
  ]
}

function scenarioEntry(group: ScenarioGroup['id'], scenario: Scenario, language: Language): Entry {
  const title = scenarioTitle(scenario, language)
  const words = `${title} ${scenarioTitle(scenario, 'en')} ${scenario.id}`
  return {
    id: `scenario ${scenario.id}`,
    group: `scenario ${group}`,
    heading: `${pageText('command.group.scenario', language)} · ${pageText(`scenarios.${group}`, language)}`,
    title,
    words: words.toLowerCase(),
    chords: [],
    run: () => void openScenario(scenario.id),
  }
}

/** Entries in which every word that was typed begins a word, or stands anywhere in Chinese; without any, all of them. */
export function matching(entries: readonly Entry[], asked: string): readonly Entry[] {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean)
  return entries.filter((entry) =>
    words.every((word) => ` ${entry.words}`.includes(/^\p{Script=Han}/u.test(word) ? word : ` ${word}`)),
  )
}
