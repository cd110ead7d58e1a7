import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bookTable } from '../explain/book-table.ts'
import { causeDocs } from '../explain/cause-docs.ts'
import { pageText } from '../explain/page.ts'
import { parseManifest } from '../manifest/parse.ts'
import { causes } from '../trace/causes.ts'

const root = new URL('../../', import.meta.url)
const readme = new URL('README.md', root)

/** What the README says between two marks; with UPDATE_GOLDENS=1 it is written there. */
function expectSection(name: string, lines: readonly string[]): void {
  const pattern = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`)
  const text = readFileSync(readme, 'utf8')
  expect(text).toMatch(pattern)
  const wanted = text.replace(pattern, (_all, start: string, end: string) => `${start}\n${lines.join('\n')}\n\n${end}`)
  if (process.env.UPDATE_GOLDENS === '1') writeFileSync(readme, wanted)
  expect(readFileSync(readme, 'utf8')).toBe(wanted)
}

function title(scenario: string): string {
  return parseManifest(readFileSync(new URL(`public/scenarios/${scenario}.yaml`, root), 'utf8')).lab.title?.en ?? ''
}

describe('the README', () => {
  it('corrects the book in the words of the page', () => {
    const cells = [
      ['The book says', 'The machine does', 'Scenario'],
      ...bookTable.map(({ id, scenario }) => [
        pageText(`book.${id}.says`, 'en'),
        pageText(`book.${id}.does`, 'en'),
        `[${title(scenario)}](public/scenarios/${scenario}.yaml)`,
      ]),
    ]
    expectSection('book', table(cells))
  })

  it('lists every cause', () => {
    const rows = causes.map((cause) => [
      `\`${cause}\``,
      `[${new URL(causeDocs(cause, 'en')).hostname}](${causeDocs(cause, 'en')})`,
    ])
    expectSection('causes', table([['Cause', 'Read on'], ...rows]))
  })

  it('says how we know in the words of the page', () => {
    const { kernel, kubeProxy } = JSON.parse(readFileSync(new URL('docs/how-we-know.json', root), 'utf8'))
    const told = [
      ...(kernel ? [pageText('knowKernel', 'en', { ...kernel, backends: kernel.backends.join(', ') })] : []),
      ...(kubeProxy ? [pageText('knowKubeProxy', 'en', kubeProxy)] : []),
      pageText('knowObserved', 'en'),
    ]
    expectSection(
      'know',
      told.map((line) => `- ${line}`),
    )
  })

  it.each(bookTable)('$id has its scenario', ({ scenario }) => {
    expect(existsSync(new URL(`public/scenarios/${scenario}.yaml`, root))).toBe(true)
  })
})

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const [head = [], ...body] = rows
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)]
}
