import { fileURLToPath } from 'node:url'
import { languages } from '../src/index.ts'
import { Explorer } from './explorer.ts'
import { test } from './fixtures.ts'
import { sizes } from './sizes.ts'
import { states } from './states.ts'

const folder = fileURLToPath(new URL('../pictures/', import.meta.url))

for (const { width, height } of sizes) {
  for (const language of languages) {
    for (const theme of ['light', 'dark']) {
      test(`${width}×${height} ${language} ${theme}`, async ({ page }) => {
        test.setTimeout(300_000)
        await page.setViewportSize({ width, height })
        for (const state of states) {
          const explorer = new Explorer(page, language)
          await page.goto('about:blank')
          await explorer.open(state.hash, { ...state.query, theme })
          await state.reach?.(explorer)
          await page.evaluate(() => document.fonts.ready)
          const name = `${state.name.replaceAll(' ', '-')}.${width}.${theme}.${language}.png`
          await page.screenshot({ path: folder + name, animations: 'disabled' })
        }
      })
    }
  }
}
