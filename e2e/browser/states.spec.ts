import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { languages } from '../../src/index.ts'
import { Explorer } from '../explorer.ts'
import { expect, test } from '../fixtures.ts'
import { layoutFaults } from '../layout-faults.ts'
import { sizes } from '../sizes.ts'
import { type PageState, states } from '../states.ts'

const full = process.env.PACKETWALK_FULL !== undefined
const themes = ['light', 'dark', 'projector'] as const
type Theme = (typeof themes)[number]

/** States one test goes through: enough to be worth a page, few enough for the workers to share. */
const perTest = full ? 14 : 7

/** What axe has to say, one sentence each; in another theme only the contrast is another. */
async function axeFaults(page: Page, contrastOnly: boolean): Promise<readonly string[]> {
  const builder = new AxeBuilder({ page })
  const { violations } = await (contrastOnly ? builder.withRules('color-contrast') : builder).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
  )
}

interface Visit {
  readonly state: PageState
  readonly theme: readonly Theme[]
}

/** In the long run everything in every theme; else each state in each language, at sizes and in themes that take turns. */
function visits(size: number, language: number): readonly Visit[] {
  return states.flatMap((state, index) => {
    const turn = index + 2 * language
    if (!full && turn % sizes.length !== size) return []
    return [{ state, theme: full ? themes : themes.slice(turn % themes.length).slice(0, 1) }]
  })
}

for (const [sizeIndex, size] of sizes.entries()) {
  for (const [languageIndex, language] of languages.entries()) {
    const all = visits(sizeIndex, languageIndex)
    for (let from = 0; from < all.length; from += perTest) {
      const some = all.slice(from, from + perTest)
      const name = `${size.width}×${size.height}, ${language}`
      test(`${name}, ${some[0]?.state.name} … ${some.at(-1)?.state.name}: no fault`, async ({ page }) => {
        test.setTimeout(some.length * 30_000)
        await page.setViewportSize(size)
        const counts = { seen: 0, axe: 0, boxes: 0 }
        for (const { state, theme } of some) {
          const explorer = new Explorer(page, language)
          await page.goto('about:blank')
          await explorer.open(state.hash, { ...state.query, theme: theme[0] ?? 'light' })
          await state.reach?.(explorer)
          for (const each of theme) {
            // The theme is this attribute and nothing else.
            await page.evaluate((value) => document.documentElement.setAttribute('data-theme', value), each)
            const boxes = await page.evaluate(layoutFaults)
            const axe = await axeFaults(page, each !== theme[0])
            expect.soft([...boxes, ...axe], `${state.name}, ${each}`).toEqual([])
            counts.seen++
            counts.axe += axe.length
            counts.boxes += boxes.length
          }
        }
        console.log(`states: ${name}: ${counts.seen} seen, axe ${counts.axe}, boxes ${counts.boxes}`)
      })
    }
  }
}

test('a fault is found', async ({ page }) => {
  await page.setContent(`<div class="header" style="display: flex; width: 100px">
    <p style="font-size: 9px">tiny</p>
    <p style="overflow: hidden; white-space: nowrap; width: 20px; flex: none">cut off here</p>
    <p style="margin-left: -10px; flex: none">overlapping</p>
  </div>
  <p>in a sentence, <a href="#">a link</a> may be small</p>
  <button style="width: 20px; height: 20px; padding: 0">x</button>
  <p style="line-height: 20px">below</p><p style="margin-top: -32px; line-height: 20px">above</p>`)
  const faults = (await page.evaluate(layoutFaults)).join('\n')
  expect(faults).toContain('"tiny" is written in 9px')
  expect(faults).toContain('"cut off here" is cut off')
  expect(faults).toContain('"cut off here" and p. "overlapping" overlap')
  expect(faults).toContain('"x" is a target of 20 × 20 px')
  expect(faults).toContain('"below" is written over p. "above"')
  expect(faults).not.toContain('a link')
})
