import { expect, test } from '../fixtures.ts'

test('the editor completes fields and values of the kind at hand', async ({ explorer, page }) => {
  await explorer.openYaml('apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports: [{ port: 80 }]\n')
  await explorer.editor.focus()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type('  ty', { delay: 30 })
  const list = page.getByRole('listbox')
  await expect(list.getByRole('option', { name: 'type' })).toBeVisible()
  await page.waitForTimeout(150)
  await page.keyboard.press('Enter')
  await page.keyboard.type('Node', { delay: 30 })
  await expect(list.getByRole('option', { name: 'NodePort' })).toBeVisible()
  await page.waitForTimeout(150)
  await page.keyboard.press('Enter')
  await expect.poll(() => explorer.textInLink()).toMatch(/ {2}type: NodePort\n?$/)
})

test('whoever writes keeps their own line in view, whichever line the packet stands for', async ({
  explorer,
  page,
}) => {
  const service = (name: string) =>
    `---\napiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  type: NodePort\n  selector: { app: ${name} }\n  ports:\n  - port: 80\n`
  await explorer.openYaml(Array.from({ length: 20 }, (_, i) => service(`web-${i}`)).join(''))
  await expect(async () => {
    await explorer.step()
    await expect(page.locator('.cm-line.lit')).not.toHaveCount(0, { timeout: 200 })
  }).toPass()
  await explorer.editor.focus()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type('# the end', { delay: 40 })
  await expect.poll(() => explorer.textInLink()).toContain('# the end')
  await expect(explorer.editor.getByText('# the end')).toBeInViewport()
})

test('a field tells what it does to packets', async ({ explorer, page }) => {
  await explorer.open('#scenario=nodeport-snat')
  await explorer.editor.getByText('nodePort', { exact: true }).hover()
  await expect(page.getByText('matched in KUBE-NODEPORTS')).toBeVisible()
})

test('blocks fold, and a fix is applied without a mouse', async ({ explorer, page }) => {
  await explorer.openYaml(
    'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec:\n  type: NodePort\n  externalTrafficPolicy: local\n  ports:\n  - port: 80\n',
  )
  const fix = explorer.problems.getByRole('button').first()
  await fix.focus()
  await page.keyboard.press('Enter')
  await expect(explorer.problems).toHaveCount(0)
  await expect.poll(() => explorer.textInLink()).toContain('externalTrafficPolicy: Local')
  await explorer.editor.focus()
  await page.keyboard.press('ControlOrMeta+Alt+[')
  await expect(page.locator('.cm-foldPlaceholder').first()).toBeVisible()
})
