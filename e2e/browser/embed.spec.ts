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
