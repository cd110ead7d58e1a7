import { expect, test } from '../fixtures.ts'

test('a field in the text lights the rules it made on every node, and a rule leads back to its field', async ({
  explorer,
  page,
}) => {
  await explorer.open('#scenario=nodeport-snat&step=10')
  await explorer.editor.getByText('nodePort', { exact: true }).click()
  await expect(page.locator('.cv-rule-count')).toHaveText(['rules: 1', 'rules: 1'])
  const made = page.locator('.made-by')
  await made.getByText('spec.ports[0].nodePort').first().click()
  await expect(made.getByRole('region', { name: 'node1' })).toContainText('--dport 30080')
  await page.getByRole('button', { name: 'Forget the selection' }).click()
  await expect(made).toHaveCount(0)
  await page.locator('.chain .lit').getByRole('button', { name: 'made by spec.ports[0].targetPort' }).click()
  await expect(explorer.editor).toBeFocused()
  await expect(made).toContainText('spec.ports[0].targetPort')
})

test('every piece of a rule is told in words, by pointer and by keyboard', async ({ explorer, page }) => {
  await explorer.open('#scenario=nodeport-snat&step=9')
  const lit = page.locator('.chain .lit')
  await lit.locator('.token', { hasText: '--mode random' }).hover()
  await expect(lit.locator('.bubble')).toContainText('33.3 % of the time')
  await lit.getByRole('button', { name: 'in words' }).focus()
  await page.keyboard.press('Enter')
  await expect(lit.locator('dl')).toContainText('then look through KUBE-SEP')
  await expect(lit).toContainText('matched 1×')
  await expect(page.locator('.chain .next')).toContainText('tested next')
})

test('all rules of any node can be searched, and taken as iptables-save prints them', async ({ explorer, page }) => {
  await explorer.open('#scenario=nodeport-snat&step=9')
  await page.getByText('All rules of node2').click()
  await page.getByLabel('Search the rules').fill('dnat web')
  await expect(page.getByText('Rules: 0')).toBeVisible()
  await page.getByLabel('Search the rules').fill('DNAT nginx')
  await expect(page.getByText('Rules: 3')).toBeVisible()
  await page.locator('.all-tools select').selectOption('node1')
  await page.getByLabel('iptables-save').check()
  await expect(page.locator('.all-rules pre')).toContainText(':KUBE-NODEPORTS - [0:0]')
})
