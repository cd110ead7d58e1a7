import { expect, test } from '../fixtures.ts'

/** As somebody's real manifest looks: a namespace, a chart's labels, a named port, and no Pod. */
const unfamiliar = `---
apiVersion: v1
kind: Service
metadata:
  name: checkout-api
  namespace: shop
  labels:
    app.kubernetes.io/name: checkout
    helm.sh/chart: checkout-1.4.2
  annotations:
    prometheus.io/scrape: "true"
spec:
  type: NodePort
  selector:
    app.kubernetes.io/name: checkout
  ports:
    - name: http
      port: 8080
      targetPort: http
    - name: metrics
      port: 9102
      targetPort: 9102
`

test('an unfamiliar manifest is pasted, sent, tried otherwise, undone, shared and reloaded', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  await explorer.pasteYaml(unfamiliar)
  await expect(explorer.problems).toHaveCount(0)
  // Another node than the Pod's: there the answer needs the SNAT.
  await explorer.to.selectOption({ index: 1 })
  await explorer.pod.selectOption({ index: 1 })
  await explorer.toEnd()
  await explorer.expectCaption('Answered.')
  const card = page.getByRole('region', { name: 'Answered' })
  await expect(card).toContainText('node2 DNAT')
  await expect(card).toContainText('SNAT')

  const whatIf = page.getByRole('combobox', { name: 'What if' })
  await whatIf.selectOption({ label: 'no SNAT' })
  await explorer.toEnd()
  await explorer.expectCaption('Timed out.')
  await expect.poll(() => explorer.textInLink()).toContain('masquerade: false')
  const last = await explorer.stepCount()
  await expect.poll(() => page.url()).toContain(`step=${last}`)
  await page.reload()
  await expect(whatIf).toHaveValue('masquerade')
  await explorer.expectCaption('Timed out.')
  await whatIf.selectOption({ label: 'none' })
  await explorer.toEnd()
  await explorer.expectCaption('Answered.')
})

test('a what-if is taken back by undo, and the palette has them too', async ({ explorer, page }) => {
  await explorer.open('#scenario=nodeport-snat')
  const whatIf = page.getByRole('combobox', { name: 'What if' })
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('dialog').getByRole('combobox').fill('no snat')
  await page.keyboard.press('Enter')
  await expect(whatIf).toHaveValue('masquerade')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(whatIf).toHaveValue('none')
})

test('the scenarios stand in groups, the ones to begin with first', async ({ explorer }) => {
  await explorer.open()
  const groups = explorer.scenario.locator('optgroup')
  await expect(groups.first()).toHaveAttribute('label', 'Start here: from outside to a Pod')
  await expect(groups.first().locator('option')).toHaveCount(12)
  await expect(explorer.scenario.locator('option').first()).toHaveText('NodePort and its SNAT')
})
