import { pageText } from '../../src/index.ts'
import type { Explorer } from '../explorer.ts'
import { expect, test } from '../fixtures.ts'

const version = pageText('generation', 'en')
const changed = pageText('changedRules', 'en')

/** Steps forward until the sentence says this. */
async function walkTo(explorer: Explorer, words: string): Promise<void> {
  await explorer.press('Home')
  for (let step = 2; !(await explorer.caption()).includes(words); step++) {
    expect(step, `no step says: ${words}`).toBeLessThanOrEqual(await explorer.stepCount())
    await explorer.page.keyboard.press('ArrowRight')
    await explorer.expectStep(step)
  }
}

test('the version is written into the text, and rules and sentences follow', async ({ explorer, page }) => {
  await explorer.open('#scenario=nodeport-snat')
  const select = page.getByLabel(version)
  await expect(select).toHaveValue('v1.34')
  await walkTo(explorer, '30080 is the NodePort of my-nginx: jump to its external chain.')

  await select.selectOption('v1.12')
  await expect(explorer.editor).toContainText('kubernetesVersion: v1.12')
  await walkTo(explorer, '30080 is the NodePort of my-nginx: jump to its balancing chain.')
  const chain = page.getByRole('region', { name: 'KUBE-NODEPORTS', exact: true })
  await expect(chain).toContainText('rule 2 of 2')
  await expect(chain).toContainText('-j KUBE-SVC-SV7AMNAGZFKZEMQ4')

  await explorer.editor.focus()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(select).toHaveValue('v1.34')
  await expect(explorer.editor).not.toContainText('kubernetesVersion')
})

test('a text without a Lab document gets one; what stood there stays', async ({ explorer, page }) => {
  const text = `# my Service
apiVersion: v1
kind: Service
metadata: { name: web } # the shop
spec: { type: NodePort, selector: { app: web }, ports: [{ port: 80, nodePort: 30080 }] }
`
  await explorer.openYaml(text)
  await page.getByLabel(version).selectOption('v1.12')
  const lab = '---\napiVersion: packetwalk/v1\nkind: Lab\nspec:\n  kubernetesVersion: v1.12\n'
  await expect.poll(() => explorer.textInLink()).toBe(text + lab)
})

test('what changed: chains of this cluster, and in general, by keyboard', async ({ explorer, page }) => {
  await explorer.open('#scenario=local-drops')
  await page.getByRole('button', { name: changed }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Rules of v1.12 and of v1.34' })
  await expect(dialog).toBeVisible()
  const older = dialog.getByRole('list', { name: 'Only in v1.12' })
  const newer = dialog.getByRole('list', { name: 'Only in v1.34' })
  await expect(older.getByText('KUBE-XLB-SV7AMNAGZFKZEMQ4')).toBeVisible()
  await expect(older.getByText('KUBE-MARK-DROP')).toBeVisible()
  await expect(newer.getByText('KUBE-EXT-SV7AMNAGZFKZEMQ4')).toBeVisible()
  await expect(newer.getByText('KUBE-SVL-')).toHaveCount(0)

  // node1 has the Pod: there a chain of local endpoints is new too.
  await dialog.getByLabel('Node', { exact: true }).selectOption('node1')
  await expect(newer.getByText('KUBE-SVL-SV7AMNAGZFKZEMQ4')).toBeVisible()

  const row = dialog.getByRole('row', { name: /^A NodePort / })
  await expect(row).toContainText('Two rules in KUBE-NODEPORTS')
  await expect(row).toContainText('One rule, to KUBE-EXT')

  // The switch is in the dialog too, and both sides stay what they are.
  await dialog.getByLabel(version).selectOption('v1.12')
  await expect(older.getByText('KUBE-XLB-SV7AMNAGZFKZEMQ4')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: changed })).toBeFocused()
  await walkTo(explorer, 'KUBE-FIREWALL does it, and nobody is told.')
  await explorer.toEnd()
  await explorer.expectCaption('Timed out.')
})

test('on a phone the switch is in the dialog', async ({ explorer, page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await explorer.open('#scenario=nodeport-snat')
  await page.getByRole('button', { name: changed }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(version).selectOption('v1.12')
  await expect(dialog.getByRole('rowheader', { name: 'A NodePort' })).toBeVisible()
  const { scrolls, wide } = await dialog.evaluate((element) => {
    const body = element.querySelector('.compare-body') ?? element
    return { scrolls: body.scrollHeight > body.clientHeight, wide: body.scrollWidth > body.clientWidth }
  })
  expect({ scrolls, wide }).toEqual({ scrolls: true, wide: false })
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('button', { name: changed })).toContainText('v1.12')
})
