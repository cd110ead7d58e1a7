import { languages, pageText } from '../../src/index.ts'
import { Explorer } from '../explorer.ts'
import { expect, test } from '../fixtures.ts'

test('the palette finds a command by a few letters and does it', async ({ explorer, page }) => {
  await explorer.open()
  await page.keyboard.press('ControlOrMeta+k')
  const find = page.getByRole('combobox', { name: 'Find a command or a scenario' })
  await expect(find).toBeFocused()
  await page.keyboard.type('last st')
  await expect(page.getByRole('dialog').getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(find).toBeHidden()
  await explorer.expectCaption('Answered.')
})

test('the palette opens a scenario, also out of the editor', async ({ explorer, page }) => {
  await explorer.open()
  await explorer.editor.focus()
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
  await page.keyboard.type('local-drops')
  await page.keyboard.press('Enter')
  await expect(explorer.scenario).toHaveValue('local-drops')
})

test('arrows choose, a wrong name says so, Escape gives the focus back', async ({ explorer, page }) => {
  await explorer.open()
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
  const options = page.getByRole('dialog').getByRole('option')
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowUp')
  await expect(options.last()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.type('zzz')
  await expect(page.getByText('Nothing by that name.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Play' })).toBeFocused()
})

for (const language of languages) {
  test(`every command the list of keys tells is in the palette, ${language}`, async ({ page }) => {
    const explorer = new Explorer(page, language)
    await explorer.open()
    await explorer.press('?')
    await expect(page.getByRole('dialog')).toBeVisible()
    const told = await page
      .getByRole('dialog', { name: pageText('keysTitle', language) })
      .locator('dd')
      .allTextContents()
    expect(told.length).toBeGreaterThan(12)
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+k')
    await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
    const offered = await page.getByRole('dialog').getByRole('option').locator('.what').allTextContents()
    const itself = pageText('command.palette', language)
    expect(told.filter((title) => title !== itself && !offered.includes(title))).toEqual([])
  })
}

test('it opens also in the moment in which another dialog closes', async ({ explorer, page }) => {
  await explorer.open('#scenario=nodeport-snat')
  await explorer.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.evaluate(() => {
    document.querySelector('dialog')?.close()
    dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, cancelable: true }))
  })
  await page.getByRole('dialog').getByRole('combobox').fill('thousand')
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible()
})
