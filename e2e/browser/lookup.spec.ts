import { expect, test } from '../fixtures.ts'

test('a name is looked up, what missed folds into one step that opens, and the connection goes direct', async ({
  explorer,
  page,
}) => {
  await explorer.open('#scenario=external-name&step=2')
  const folded = await explorer.stepCount()
  const open = page.getByRole('button', { name: 'Open', exact: true })
  await expect(explorer.steps).toHaveAttribute(
    'aria-valuetext',
    /my-service\.default\.default\.svc\.cluster\.local does not exist/,
  )
  await open.click()
  const opened = await explorer.stepCount()
  expect(opened).toBeGreaterThan(folded)
  await page.getByRole('button', { name: 'Step forward' }).click()
  await expect(explorer.steps).toHaveAttribute('aria-valuetext', /^web-1: Candidate 1 of 4/)
  await expect(page.locator('.cv-question')).toContainText('my-service.default.default.svc.cluster.local.')
  await page.getByRole('button', { name: 'Step back' }).click()
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  expect(await explorer.stepCount()).toBe(folded)
})

test('the ladder shows every candidate, and a press opens its packets', async ({ explorer, page }) => {
  await explorer.open('#scenario=external-name')
  await page.getByRole('tab', { name: 'Lookup' }).click()
  const rungs = page.locator('.ladder li')
  await expect(rungs).toHaveCount(4)
  await expect(rungs.nth(0)).toContainText('NXDOMAIN')
  await expect(rungs.nth(1)).toContainText('my.database.example.com.')
  await expect(rungs.nth(1)).toContainText('198.51.100.53')
  await expect(rungs.nth(3)).toContainText('not asked')
  await rungs.nth(0).getByRole('button').click()
  await expect(explorer.steps).toHaveAttribute('aria-valuetext', /^web-1: Candidate 1 of 4/)
  await expect(rungs.nth(0)).toHaveAttribute('aria-current', 'step')
})

test('where kube-proxy has no rules for the name, the rules panel says why', async ({ explorer, page }) => {
  await explorer.open('#scenario=external-name&step=20')
  await expect(page.locator('.rules .notes-list')).toContainText('kube-proxy writes no rule for it')
  await explorer.open('#scenario=headless&step=14')
  await expect(page.locator('.rules .notes-list')).toContainText('headless')
})
