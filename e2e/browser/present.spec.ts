import { expect, test } from '../fixtures.ts'

test('presenting: the picture, its rule and a large sentence; a clicker steps and blanks; Escape leaves', async ({
  explorer,
  page,
}) => {
  await explorer.open('#scenario=nodeport-snat&step=9')
  await explorer.press('p')
  await expect(page.getByRole('button', { name: 'Leave the presentation' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Share' })).toHaveCount(0)
  await page.keyboard.press('PageDown')
  await explorer.expectStep(10)
  await expect(page.locator('.rule-band')).toContainText('--to-destination')
  await page.keyboard.press('PageUp')
  await explorer.expectStep(9)
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('.caption, .caption *, .rule-band, .present-head h1')]
      .map((element) => Number.parseFloat(getComputedStyle(element).fontSize))
      .filter((size) => size < 20),
  )
  expect(small).toEqual([])
  for (const key of ['.', 'b']) {
    await page.keyboard.press(key)
    await expect(page.locator('.blank')).toBeVisible()
    await page.keyboard.press(key)
    await expect(page.locator('.blank')).toHaveCount(0)
  }
  await expect(page.getByRole('combobox', { name: 'Speed' })).toHaveValue('1')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Share' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBeUndefined()
})

test('F5 is the browser’s, and the address brings the same step back', async ({ explorer, page }) => {
  await explorer.open('#scenario=nodeport-snat', { view: 'present' })
  await page.keyboard.press('PageDown')
  await page.keyboard.press('PageDown')
  const caught = await page.evaluate(
    () => !dispatchEvent(new KeyboardEvent('keydown', { key: 'F5', cancelable: true })),
  )
  expect(caught).toBe(false)
  await expect.poll(() => page.url()).toContain('step=3')
  await page.reload()
  await explorer.expectStep(3)
  await expect(page.getByRole('button', { name: 'Leave the presentation' })).toBeVisible()
})
