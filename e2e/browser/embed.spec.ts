import { expect, test } from '../fixtures.ts'

const frameOf = (src: string) =>
  `<body style="margin:0"><p>Somebody's page</p><iframe title="packet" style="width:720px;height:460px" src="${src}"></iframe><div style="height:3000px"></div></body>`

test('embedded: the picture, its sentence and the steps, in the theme and at the step of the link', async ({
  explorer,
  page,
}) => {
  await explorer.open('#scenario=nodeport-snat&step=10', { embed: '', theme: 'dark' })
  await explorer.expectStep(10)
  await expect(page.locator('.header, .left, .right')).toHaveCount(0)
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
  await explorer.press('ArrowRight')
  await explorer.expectStep(11)
  const link = page.getByRole('link', { name: 'Open with YAML' })
  await expect(link).toHaveAttribute('href', /scenario=nodeport-snat&step=11/)
  await expect(link).toHaveAttribute('rel', 'noopener')
})

test('embedded: nothing is stored, and the address stays as the author wrote it', async ({ explorer, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('not here', 'SecurityError')
      },
    })
  })
  await explorer.open('#scenario=local-drops', { embed: '1' })
  const before = page.url()
  await explorer.press('End')
  await explorer.expectCaption('Timed out')
  await page.waitForTimeout(400)
  expect(page.url()).toBe(before)
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0)
})

test('embedded: the wheel scrolls the page around it', async ({ page, baseURL }) => {
  const body = frameOf(`${baseURL}?embed#scenario=nodeport-snat`)
  await page.route('**/host.html', (route) => route.fulfill({ contentType: 'text/html', body }))
  await page.goto(`${baseURL}host.html`)
  const inside = page.frameLocator('iframe')
  await expect(inside.getByRole('slider')).toBeVisible()
  await inside.locator('.canvas').hover()
  await page.mouse.wheel(0, 400)
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0)
})

test('embedded: rules beside the picture, no controls, no keys, as the address asks', async ({ explorer, page }) => {
  await page.goto('./?lang=en&embed&view=rules&controls=0&keys=off#scenario=nodeport-snat&step=9')
  await expect(page.getByRole('tab', { name: /Rules/ })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Play' })).toHaveCount(0)
  await explorer.steps.focus()
  await page.keyboard.press('ArrowRight')
  await explorer.expectStep(9)
})

const five = [1, 2, 3, 4, 5]
  .map(
    (n) => `---
apiVersion: v1
kind: Node
metadata: { name: node${n} }
status: { addresses: [{ type: InternalIP, address: 192.168.0.1${n} }] }
---
apiVersion: v1
kind: Pod
metadata: { name: web-${n}, labels: { app: web } }
spec: { nodeName: node${n}, containers: [{ name: app }] }
`,
  )
  .join('')
const service = `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { type: NodePort, selector: { app: web }, ports: [{ port: 80, nodePort: 30080 }] }
`
const request = (from: string) => `---
apiVersion: packetwalk/v1
kind: Lab
spec:
  hosts:
    - { name: client, addresses: [203.0.113.10/24] }
    - { name: partner, addresses: [203.0.113.20/24] }
  request: { from: ${from}, to: "node2:30080", pick: default/web-4 }
`

test('embedded: only the packet’s way is drawn, and how much is left out, until all is asked for', async ({
  explorer,
  page,
}) => {
  await page.setViewportSize({ width: 640, height: 700 })
  await explorer.open(`#yaml=${encodeURIComponent(service + five + request('client'))}&step=6`, { embed: '' })
  const drawn = () =>
    page.locator('.react-flow__node').evaluateAll((all) => all.map((one) => one.getAttribute('data-id')))
  await expect.poll(drawn).toEqual(['client', 'router', 'node2', 'node4'])
  const note = page.locator('.cv-left-out')
  // Three nodes and a host.
  await expect(note).toContainText('+4 not on this way')
  await expect(note.locator('[title]')).toHaveAttribute('title', 'node1, node3, node5, partner')
  // Both nodes are drawn from the inside, side by side.
  await expect(page.locator('.cv-station-box', { hasText: 'PREROUTING' })).toHaveCount(2)
  await explorer.press('End')
  expect(await drawn()).toEqual(['client', 'router', 'node2', 'node4'])
  await note.getByRole('button', { name: 'Show all' }).press('Enter')
  await expect.poll(drawn).toHaveLength(8)
  await note.getByRole('button', { name: 'Only the packet’s way' }).click()
  await expect.poll(drawn).toHaveLength(4)
  // The whole page leaves nothing out.
  await explorer.open(`#yaml=${encodeURIComponent(service + five + request('client'))}`)
  await expect.poll(drawn).toHaveLength(8)
  await expect(note).toHaveCount(0)
})
