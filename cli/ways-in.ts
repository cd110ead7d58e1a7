import {
  callers,
  canTake,
  createWalker,
  formatShare,
  type Language,
  outcomeWord,
  pageText,
  type Walk,
  type WayCell,
  wayCell,
  waysOf,
} from '../src/index.ts'
import { formatDiagnostics, worthSaying } from './diagnostics.ts'
import { choiceOption, readOptions } from './options.ts'
import type { Result } from './result.ts'
import { say } from './say.ts'
import { readSource } from './source.ts'
import { formatTable } from './table.ts'

/** `packetwalk ways-in FILE… [--format text|json]`: every caller by every way in, and what comes of it. */
export function waysIn(args: readonly string[], language: Language): Result {
  const { files, options } = readOptions(args, ['format', 'skip-validation'])
  const format = choiceOption(options, 'format', ['text', 'json'])
  const source = readSource(files)
  const walk = createWalker()(source.text, {}, { skipValidation: options.has('skip-validation') })
  const stderr = formatDiagnostics(worthSaying(walk.diagnostics), source, language)
  const cells = cellsOf(walk)
  const code = cells.length === 0 ? 1 : 0
  if (format === 'json') return { code, stdout: `${JSON.stringify(cells, null, 2)}\n`, stderr }
  const none = cells.length === 0 ? `${say(language, 'no-ways')}\n` : ''
  return { code, stdout: formatCells(cells, language), stderr: `${stderr}${none}` }
}

function cellsOf(walk: Walk): readonly WayCell[] {
  const from = callers(walk.cluster)
  return waysOf(walk.cluster).flatMap((way) =>
    from.filter((party) => canTake(party, way)).flatMap((party) => wayCell(walk, party.value, way) ?? []),
  )
}

/** One table per Service port; the way is named once, by its first row. */
function formatCells(cells: readonly WayCell[], language: Language): string {
  const ports = new Map<string, WayCell[]>()
  for (const cell of cells) {
    const { service, port, protocol } = cell.way
    const title = `${service} ${port}/${protocol}`
    ports.set(title, [...(ports.get(title) ?? []), cell])
  }
  const head = (['ways-way', 'ways-from', 'ways-outcome', 'ways-pods', 'ways-sees'] as const).map((word) =>
    say(language, word),
  )
  const blocks = [...ports].map(([title, own]) => {
    const rows = own.map((cell, index) => {
      const { way, from } = cell
      const kind = pageText(`way.${way.kind}`, language, { node: way.node ?? '' })
      const first = own[index - 1]?.way.id !== way.id
      return [first ? `${kind} ${way.address}` : '', from, outcomeText(cell, language), podsText(cell), seesText(cell)]
    })
    return `${title}\n${formatTable([head, ...rows])}`
  })
  return blocks.join('\n')
}

/** `2/3 timed out (neighbour-reply), 1/3 answered`; a share only where there are several. */
function outcomeText({ endings }: WayCell, language: Language): string {
  const shares = new Map<string, number>()
  for (const { outcome, cause, probability } of endings) {
    const key = `${outcomeWord(outcome, language)}${cause === null ? '' : ` (${cause})`}`
    shares.set(key, (shares.get(key) ?? 0) + probability)
  }
  const all = [...shares].toSorted((a, b) => b[1] - a[1])
  return all.map(([key, share]) => (all.length === 1 ? key : `${formatShare(share)} ${key}`)).join(', ')
}

function podsText({ pods }: WayCell): string {
  return pods.map(({ name, probability }) => `${name.split('/').at(-1)} ${formatShare(probability)}`).join(', ') || '-'
}

function seesText({ sees }: WayCell): string {
  return sees.join(', ') || '-'
}
