import { expect } from '@playwright/test'
import type { PageKey } from '../src/index.ts'
import type { Explorer } from './explorer.ts'
import { errors } from './state-texts.ts'

export const toEnd = (explorer: Explorer) => explorer.toEnd()

/** Shows a tab of the left pane, wherever that is at this size of the window. */
export const left =
  (name: 'yaml' | 'cluster' | 'objects') =>
  async ({ page, word }: Explorer) => {
    const tab = page.getByRole('tab', { name: word(name === 'yaml' ? 'yaml' : `pane.${name}`) })
    if (!(await tab.isVisible())) {
      const drawer = page.getByRole('button', { name: word('openEditor') })
      await ((await drawer.isVisible())
        ? drawer
        : page.getByRole('button', { name: word('yaml'), exact: true })
      ).click()
    }
    await tab.click()
  }

/** Shows the inspector where it is a pane of its own. */
export const inspector = async ({ page, word }: Explorer) => {
  const packet = page.getByRole('navigation').getByRole('button', { name: word('packet'), exact: true })
  if (await packet.isVisible()) await packet.click()
  await page.locator('.right .waiting').waitFor({ state: 'hidden' })
}

export const presenting = async (explorer: Explorer) => {
  await explorer.press('p')
  await explorer.page.getByRole('heading', { level: 1 }).waitFor()
  await explorer.page.locator('aside.rule-band').waitFor()
}

export const podMenu = async ({ page }: Explorer) => {
  await page.locator('.cv-pod-box').first().focus()
  await page.keyboard.press('Enter')
  await page.locator('.pod-menu').waitFor()
}

/** Opens everything the rules panel can unfold. */
export const allRules = async ({ page, word }: Explorer) => {
  const rules = page.getByRole('navigation').getByRole('button', { name: word('rules'), exact: true })
  if (await rules.isVisible()) await rules.click()
  await page.locator('.chain .lit .rule-tools button').first().click()
  await page.locator('.raw summary').click()
  await page.getByLabel(word('rule.search')).fill('30080')
}

/** By the palette, which is there at every size of the window. */
export const byPalette =
  (words: PageKey, shown: string) =>
  async ({ page, word }: Explorer) => {
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('dialog').getByRole('combobox').fill(word(words))
    await page.keyboard.press('Enter')
    await page.locator(shown).first().waitFor()
  }

/** The rules a Pod is in. */
export const podRules = async (explorer: Explorer) => {
  await podMenu(explorer)
  await explorer.page.getByRole('button', { name: explorer.word('pane.showRules') }).click()
  const rules = explorer.page.getByRole('navigation').getByRole('button', { name: explorer.word('rules'), exact: true })
  if (await rules.isVisible()) await rules.click()
  await explorer.page.locator('.made-by').waitFor()
}

/** A node's dump beside what is expected there; `dump` may be empty. */
export const compareNode =
  (dump: string) =>
  async ({ page, word }: Explorer) => {
    const rules = page.getByRole('navigation').getByRole('button', { name: word('rules'), exact: true })
    if (await rules.isVisible()) await rules.click()
    await page.getByRole('button', { name: word('compareNode') }).click()
    await page.getByRole('textbox', { name: word('comparePaste') }).fill(dump)
    if (dump !== '') await page.locator('.compared .chain-diff').first().waitFor()
  }

/** While the text has an error the picture is the last good one. */
export const spoil = async (explorer: Explorer) => {
  await left('yaml')(explorer)
  await explorer.pasteYaml(errors)
  await expect(explorer.problems).toBeVisible()
}

/** Every cell of the table of ways in is there. */
export const allCells = ({ page }: Explorer) => expect(page.locator('.way-cell.pending')).toHaveCount(0)

export const generations = async ({ page, word }: Explorer) => {
  await page.getByRole('button', { name: word('changedRules') }).click()
  await page.getByRole('dialog').getByRole('table').waitFor()
}

export const palette = async ({ page }: Explorer) => {
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('dialog').getByRole('option').first().waitFor()
}

export const nothingFound = async (explorer: Explorer) => {
  await palette(explorer)
  await explorer.page.keyboard.type('zzz')
}

export const share = async ({ page, word }: Explorer) => {
  await page.getByRole('button', { name: word('share'), exact: true }).click()
  await page.getByText(word('copied')).waitFor()
}

export const keys = async (explorer: Explorer) => {
  await explorer.press('?')
  await explorer.page.locator('dialog.keys').waitFor()
}

export const blank = async (explorer: Explorer) => {
  await presenting(explorer)
  await explorer.page.keyboard.press('b')
  await explorer.page.locator('.blank').waitFor()
}
