import { expect, test } from '../fixtures.ts'

test('one thing changed, the same packet: both ends in one sentence, and the first rule that differs', async ({
  explorer,
  page,
}) => {
  await explorer.open('#scenario=local-drops')
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  const view = page.getByRole('region', { name: 'Compare' })
  await expect(view.getByRole('heading', { level: 2 })).toContainText(
    /Local: Timed out\..*externalTrafficPolicy: Cluster: Answered\./,
  )
  const parting = view.locator('.parting')
  await expect(parting).toContainText('first difference')
  await expect(parting).toContainText('KUBE-EXT-')
  await expect(parting).toHaveAttribute('aria-current', 'step')
  await view.getByRole('list', { name: 'Steps of both sides' }).focus()
  await page.keyboard.press('Home')
  await expect(view.getByRole('status')).toHaveText(/^Step 1 of/)
  await expect(page).toHaveURL(/compare=externalTrafficPolicy/)
})

test('other things can be changed, the right side can be taken, Escape closes', async ({ explorer, page }) => {
  await explorer.open('#scenario=nodeport-snat&compare=masquerade')
  const view = page.getByRole('region', { name: 'Compare' })
  await expect(view.getByRole('heading', { level: 2 })).toContainText(/masquerade: false.*Timed out/)
  await view.getByRole('combobox').selectOption('node')
  await expect(view.getByRole('heading', { level: 2 })).toContainText('web-1: node2')
  await view.getByRole('button', { name: 'Take the right side' }).click()
  await expect(view.getByRole('combobox')).toHaveValue('node')
  await page.keyboard.press('Escape')
  await expect(view).toHaveCount(0)
  await expect.poll(() => explorer.textInLink()).toContain('nodeName: node2')
})
