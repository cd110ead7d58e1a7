import { bookTable, languages, pageText } from '../../src/index.ts'
import { Explorer } from '../explorer.ts'
import { expect, test } from '../fixtures.ts'

for (const language of languages) {
  test(`each row of "the book says" opens its scenario, ${language}`, async ({ page }) => {
    test.slow()
    const explorer = new Explorer(page, language)
    await explorer.open()
    for (const { id, scenario } of bookTable) {
      await page.getByRole('button', { name: pageText('command.about', language) }).click()
      const dialog = page.getByRole('dialog', { name: pageText('aboutTitle', language) })
      const row = dialog.getByRole('row').filter({ hasText: pageText(`book.${id}.does`, language) })
      await expect(row).toContainText(pageText(`book.${id}.says`, language))
      await row.getByRole('button').click()
      await expect(dialog).toBeHidden()
      await expect(explorer.scenario).toHaveValue(scenario)
    }
  })
}

test('the dialog says what the model was compared with', async ({ explorer, page }) => {
  await explorer.open()
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
  await page.keyboard.type('how we know')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toContainText(/125 of kube-proxy’s own packet flows/)
})
