import { fileURLToPath } from 'node:url'
import type { Language } from '../src/index.ts'
import { Explorer } from './explorer.ts'
import { expect, test } from './fixtures.ts'

const folder = fileURLToPath(new URL('../docs/', import.meta.url))

interface Picture {
  readonly name: string
  readonly hash: string
  readonly theme?: 'light' | 'dark'
  readonly language?: Language
  readonly phone?: true
  readonly reach?: (explorer: Explorer) => Promise<unknown>
}

const desk = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }

/** What the README shows, as the page looks now. */
const pictures: readonly Picture[] = [
  { name: 'explorer', hash: '#scenario=nodeport-snat&step=10', theme: 'dark' },
  { name: 'drop', hash: '#scenario=local-drops', reach: (explorer) => explorer.toEnd() },
  { name: 'compare', hash: '#scenario=local-drops&compare=externalTrafficPolicy' },
  {
    name: 'ways-in',
    hash: '#scenario=who-called-me&panel=ways',
    reach: ({ page }) => expect(page.locator('.way-cell.pending')).toHaveCount(0),
  },
  { name: 'dns', hash: '#scenario=external-name&step=14&panel=lookup', theme: 'dark' },
  { name: 'chinese', hash: '#scenario=nodeport-snat&step=14', language: 'zh-CN' },
  { name: 'phone', hash: '#scenario=nodeport-snat&step=10', phone: true },
]

for (const { name, hash, theme = 'light', language = 'en', phone: small, reach } of pictures) {
  test(name, async ({ page }) => {
    await page.setViewportSize(small ? phone : desk)
    const explorer = new Explorer(page, language)
    await explorer.open(hash, { theme })
    await reach?.(explorer)
    await page.evaluate(() => document.fonts.ready)
    await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled' })
  })
}
