import { languages } from '../../src/index.ts'
import { Explorer } from '../explorer.ts'
import { expect, test } from '../fixtures.ts'
import { layoutFaults } from '../layout-faults.ts'
import { sizes } from '../sizes.ts'
import { states } from '../states.ts'

for (const size of sizes) {
  for (const language of languages) {
    test(`${size.width}×${size.height}, ${language}: nothing overlaps, is cut off or too small`, async ({ page }) => {
      test.setTimeout(states.length * 8_000)
      await page.setViewportSize(size)
      for (const state of states) {
        const explorer = new Explorer(page, language)
        await page.goto('about:blank')
        await explorer.open(state.hash)
        await state.reach?.(explorer)
        expect.soft(await page.evaluate(layoutFaults), state.name).toEqual([])
      }
    })
  }
}

test('a fault is found', async ({ page }) => {
  await page.setContent(`<div class="header" style="display: flex; width: 100px">
    <p style="font-size: 9px">tiny</p>
    <p style="overflow: hidden; white-space: nowrap; width: 20px; flex: none">cut off here</p>
    <p style="margin-left: -10px; flex: none">overlapping</p>
  </div>`)
  const faults = (await page.evaluate(layoutFaults)).join('\n')
  expect(faults).toContain('"tiny" is written in 9px')
  expect(faults).toContain('"cut off here" is cut off')
  expect(faults).toContain('"cut off here" and p. "overlapping" overlap')
})
