import { expect, test } from '../fixtures.ts'
import { errors } from '../state-texts.ts'

const why = '#scenario=nodeport-snat&step=16'

for (const width of [820, 390]) {
  test(`at ${width} px the packet’s pane has the inspector’s tabs, the rules apart`, async ({ explorer, page }) => {
    await page.setViewportSize({ width, height: 844 })
    await explorer.open(why)
    await page.getByRole('navigation').getByRole('button', { name: 'Packet' }).click()
    const tabs = page.getByRole('tablist', { name: 'Rules' }).getByRole('tab')
    await expect(tabs).toHaveText(['Packet', 'Conntrack', 'Endpoints', 'Routes', 'Steps'])
    await tabs.filter({ hasText: 'Conntrack' }).click()
    await expect(page.getByRole('tabpanel')).toContainText('SYN_SENT')
    await page.keyboard.press('ArrowLeft')
    await expect(page.getByRole('tab', { name: 'Packet' })).toBeFocused()
    await page.keyboard.press('ArrowLeft')
    await expect(page.getByRole('tab', { name: 'Steps' })).toBeFocused()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('tab', { name: 'Packet' })).toBeFocused()
  })

  test(`at ${width} px a Pod’s rules open in the pane of the rules`, async ({ explorer, page }) => {
    await page.setViewportSize({ width, height: 844 })
    await explorer.open(why)
    await page.getByRole('navigation').getByRole('button', { name: 'Packet' }).click()
    await page.getByRole('tab', { name: 'Endpoints' }).click()
    await page.getByRole('tabpanel').getByRole('button', { name: 'web-1' }).click()
    await expect(page.locator('.made-by')).toBeVisible()
    await expect(page.getByRole('navigation').getByRole('button', { name: 'Rules' })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
  })

  test(`at ${width} px the tab of the text says that it has errors`, async ({ explorer, page }) => {
    await page.setViewportSize({ width, height: 844 })
    await explorer.open(why)
    const text = page.getByRole('navigation').getByRole('button', { name: 'YAML', exact: true })
    await expect(text).not.toHaveAttribute('title')
    await text.click()
    await explorer.pasteYaml(errors)
    await page.getByRole('navigation').getByRole('button', { name: 'Picture' }).click()
    await expect(text).toHaveText(/2$/)
    await expect(text).toHaveAccessibleDescription('Problems 2')
  })
}
