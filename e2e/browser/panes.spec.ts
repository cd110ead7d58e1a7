import { expect, test } from '../fixtures.ts'

const lone = `# mine
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  type: NodePort   # kept
  selector: { app: web }
  ports: [{ port: 80, nodePort: 30080 }]
`

test('the Cluster tab edits the text: comments stay, and undo takes it back', async ({ explorer, page }) => {
  await explorer.openYaml(lone)
  await page.getByRole('tab', { name: 'Cluster' }).click()
  await page.getByRole('checkbox', { name: 'web-1 is ready' }).uncheck()
  await expect(page.locator('.cv-pod-box.cv-off')).toHaveCount(1)
  await page.getByRole('combobox', { name: 'Node of web-2' }).selectOption('node1')
  await expect(page.getByRole('region', { name: 'node1' }).getByText('web-2')).toBeVisible()
  await expect.poll(() => explorer.textInLink()).toMatch(/# mine[\s\S]*# kept[\s\S]*nodeName: node1/)
  await page.getByRole('heading', { name: 'Packetwalk' }).click()
  await page.keyboard.press('ControlOrMeta+z')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(page.getByRole('checkbox', { name: 'web-1 is ready' })).toBeChecked()
  await expect.poll(() => explorer.textInLink()).toBe(lone)
})

test('a node’s readiness is a control too: the picture says it, no rule changes', async ({ explorer, page }) => {
  await explorer.openYaml(lone)
  await page.getByRole('tab', { name: 'Cluster' }).click()
  const ready = page.getByRole('checkbox', { name: 'node2 is Ready' })
  await ready.focus()
  await page.keyboard.press('Space')
  await expect(ready).not.toBeChecked()
  await expect(page.getByRole('region', { name: 'node2' })).toContainText('Not Ready alone changes no rule')
  await expect(page.getByRole('group', { name: /^node2 .* not Ready$/ })).toContainText('not Ready')
  await expect(page.getByRole('group', { name: /^node1 .* not Ready$/ })).toHaveCount(0)
  await explorer.toEnd()
  await explorer.expectCaption('Answered.')
  await expect.poll(() => explorer.textInLink()).toMatch(/# kept[\s\S]*name: node2[\s\S]*type: Ready, status: "False"/)
  await ready.check()
  await expect(page.locator('.cv-not-ready')).toHaveCount(0)
})

test('a policy, a setting, a node and a Pod more, all from the Cluster tab', async ({ explorer, page }) => {
  await explorer.openYaml(lone)
  await page.getByRole('tab', { name: 'Cluster' }).click()
  await page.getByLabel('externalTrafficPolicy').selectOption('Local')
  await page.getByLabel('masqueradeAll').selectOption('true')
  await page.getByLabel('clusterCIDR').fill('10.0.0.0/8')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Add a node' }).click()
  await expect(page.getByRole('region', { name: 'node3' })).toBeVisible()
  await page.getByRole('button', { name: 'Add a Pod like web-1' }).click()
  await expect(page.getByRole('region', { name: 'node3' }).getByText('web-3')).toBeVisible()
  await page.getByRole('button', { name: 'Remove node3' }).click()
  await expect(page.getByRole('region', { name: 'node3' })).toHaveCount(0)
  await expect
    .poll(() => explorer.textInLink())
    .toMatch(
      /externalTrafficPolicy: Local[\s\S]*masqueradeAll: true[\s\S]*clusterCIDR|clusterCIDR[\s\S]*masqueradeAll: true/,
    )
  await expect(explorer.problems).toHaveCount(0)
})

test('the Objects tab tells what was understood, assumed and not modelled, and leads to the line', async ({
  explorer,
  page,
}) => {
  await explorer.openYaml(`${lone}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: other }\n`)
  await page.getByRole('tab', { name: 'Objects' }).click()
  await expect(page.getByRole('region', { name: 'Not modelled' })).toContainText('ConfigMap')
  await page.getByRole('region', { name: 'Assumed' }).getByRole('button', { name: 'Write them down' }).click()
  await expect(page.getByRole('region', { name: 'Assumed' })).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Understood' })).toContainText('node2')
  await page.getByRole('button', { name: /^Service web/ }).click()
  await expect(explorer.editor).toBeFocused()
})

test('what is deprecated says so in the Objects tab and beside its endpoints', async ({ explorer, page }) => {
  const text = `${lone.replace('type: NodePort', 'externalIPs: [80.11.12.10]').replace(', nodePort: 30080', '')}---
apiVersion: v1
kind: Endpoints
metadata: { name: web }
subsets: [{ addresses: [{ ip: 10.244.1.9 }], ports: [{ port: 80 }] }]
---
${lone.replace('name: web', 'name: plain').replace('30080', '30081')}`
  await explorer.openYaml(text)
  await page.getByRole('tab', { name: 'Objects' }).click()
  const row = (name: RegExp) =>
    page
      .getByRole('region', { name: 'Understood' })
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name }) })
  await expect(row(/^Service web/)).toContainText('spec.externalIPs deprecated since v1.36')
  await expect(row(/^Endpoints web/)).toContainText('v1 Endpoints deprecated since v1.33')
  await expect(row(/^Service plain/)).not.toContainText('deprecated')
  await page.getByRole('tab', { name: 'Endpoints' }).click()
  await expect(page.getByRole('region', { name: 'default/web' }).locator('.deprecated')).toHaveText([
    'spec.externalIPs deprecated since v1.36',
    'v1 Endpoints deprecated since v1.33',
  ])
  await expect(page.getByRole('region', { name: 'default/plain' })).not.toContainText('deprecated')
})

test('a file that is dropped replaces the text', async ({ explorer, page }) => {
  await explorer.open()
  const files = await page.evaluateHandle((text) => {
    const data = new DataTransfer()
    data.items.add(new File([text], 'web.yaml', { type: 'application/yaml' }))
    return data
  }, lone)
  await page.locator('section.left').dispatchEvent('drop', { dataTransfer: files })
  await expect.poll(() => explorer.textInLink()).toBe(lone)
})

test('an empty text says what to do, and offers scenarios', async ({ explorer, page }) => {
  await explorer.open('#yaml=%20')
  const hint = page.getByRole('region', { name: 'Paste a Service' })
  const offered = hint.getByRole('button').last()
  const title = await offered.textContent()
  await offered.click()
  await expect(hint).toBeHidden()
  await expect(explorer.scenario.locator('option:checked')).toHaveText(title ?? '')
})

test('the commands for a cluster of one’s own can be copied', async ({ explorer, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await explorer.open()
  await page.getByRole('button', { name: 'From your cluster' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Copy' }).first().click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('kubectl get svc,endpointslices')
})
