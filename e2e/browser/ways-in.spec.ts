import { expect, test } from '../fixtures.ts'

const local = `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  type: NodePort
  externalTrafficPolicy: Local
  clusterIP: 10.96.0.7
  selector: { app: web }
  ports: [{ port: 80, nodePort: 30080 }]
---
apiVersion: v1
kind: Pod
metadata: { name: web-1, labels: { app: web } }
spec: { nodeName: node2, containers: [{ name: web, ports: [{ containerPort: 80 }] }] }
`

test('the table of ways in fills by itself, and a press on a cell plays it', async ({ explorer, page }) => {
  await explorer.openYaml(local)
  await page.getByRole('button', { name: 'Ways in' }).click()
  await expect(page.getByRole('heading', { name: 'Ways in to default/web' })).toBeVisible()
  await expect(page.getByText('18 flows, all computed. Press a cell to play it.')).toBeVisible()
  const row = page.getByRole('row', { name: /^client/ })
  const [first, second, third] = await row.getByRole('button').all()
  await expect(first as NonNullable<typeof first>).toContainText('timed out')
  await expect(second as NonNullable<typeof second>).toContainText(/answered.*web-1.*all.*203\.0\.113\.10/s)
  await expect(third as NonNullable<typeof third>).toContainText('unreachable')
  await second?.click()
  await expect(explorer.to).toHaveValue('node2:30080')
  await expect(second as NonNullable<typeof second>).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('button', { name: 'Open in the explorer' }).click()
  await expect(page.getByRole('heading', { name: /^Ways in/ })).toBeHidden()
  await explorer.toEnd()
  await explorer.expectCaption('Answered. web-1 served client')
})

test('arrow keys go from cell to cell, and the link opens the table', async ({ explorer, page }) => {
  await explorer.open(`#yaml=${encodeURIComponent(local)}&panel=ways`)
  const cells = page.getByRole('row', { name: /^client/ }).getByRole('button')
  await expect(cells).toHaveCount(4)
  const below = page
    .getByRole('row', { name: /^web-1/ })
    .getByRole('button')
    .nth(1)
  // A cell becomes a button once it is computed.
  await expect(below).toBeVisible()
  await cells.nth(0).focus()
  await page.keyboard.press('ArrowRight')
  await expect(cells.nth(1)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(below).toBeFocused()
})

test('typing goes on while the cells are computed, and they follow the text', async ({ explorer, page }) => {
  await explorer.open(`#yaml=${encodeURIComponent(local)}&panel=ways`)
  await explorer.pasteYaml(local.replace('Local', 'Cluster'))
  const cell = page
    .getByRole('row', { name: /^client/ })
    .getByRole('button')
    .first()
  await expect(cell).toContainText(/answered.*192\.168\.0\.11/s)
})

test('controls for the outside write the Lab document, and undo takes them back', async ({ explorer, page }) => {
  const text = `# mine\n${local.replace('  type: NodePort', '  type: LoadBalancer\n  externalIPs: [80.11.12.10]')}`
  await explorer.openYaml(text)
  await page.getByRole('tab', { name: 'Cluster' }).click()
  await page.getByRole('button', { name: 'Add a route' }).click()
  const route = 'spec:\n  router: { routes: [{ to: 80.11.12.10/32, via: node1 }] }\n'
  await expect.poll(() => explorer.textInLink()).toBe(`${text}---\napiVersion: packetwalk/v1\nkind: Lab\n${route}`)
  await page.getByLabel('By way of').selectOption('black hole')
  await expect.poll(() => explorer.textInLink()).toContain('{ to: 80.11.12.10/32, blackhole: true }')
  await page.getByLabel('a provider gives addresses').check()
  await expect.poll(() => explorer.textInLink()).toContain('  loadBalancer: { vip: 80.11.12.20 }\n')
  await page.getByLabel('targets', { exact: true }).selectOption('pods')
  await expect.poll(() => explorer.textInLink()).toContain('{ vip: 80.11.12.20, targets: pods }')
  await page.getByRole('tab', { name: 'YAML' }).click()
  await explorer.editor.focus()
  for (let i = 0; i < 4; i++) await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => explorer.textInLink()).toBe(text)
})
