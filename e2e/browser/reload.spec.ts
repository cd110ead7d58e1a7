import { expect, test } from '../fixtures.ts'

const text = `# mine
apiVersion: v1
kind: Service
metadata: { name: "über-中文" }
spec:
  type: NodePort
  selector: { app: mine }
  ports: [{ port: 80, nodePort: 31999 }]
`

test('a reload finds the page as it was left: text, step, depth and panel', async ({ explorer, page }) => {
  await explorer.open()
  const own = text.replace('über-中文', 'mine')
  await explorer.pasteYaml(own)
  await expect(explorer.to).toHaveValue('node1:31999')
  await page.getByRole('radio', { name: 'Tables' }).check()
  await page.getByRole('tab', { name: 'Packet' }).click()
  await explorer.press('Home', 'ArrowRight', 'ArrowRight')
  const caption = await explorer.caption()
  await expect.poll(() => explorer.textInLink()).toBe(own)
  await expect.poll(() => page.url()).toContain('step=3')
  await page.reload()
  await expect(explorer.to).toHaveValue('node1:31999')
  await explorer.expectStep(3)
  expect(await explorer.caption()).toBe(caption)
  await expect(page.getByRole('tab', { name: 'Packet' })).toHaveAttribute('aria-selected', 'true')
  expect(explorer.textInLink()).toBe(own)
})

test('a link opens the same for somebody else', async ({ explorer, page, browser, baseURL }) => {
  await explorer.open('#scenario=local-drops')
  await explorer.toEnd()
  const caption = await explorer.caption()
  await expect.poll(() => page.url()).toContain('step=')
  const stranger = await browser.newContext(baseURL === undefined ? {} : { baseURL })
  const other = await stranger.newPage()
  await other.goto(page.url())
  await expect(other.getByRole('slider', { name: 'Steps of the packet' })).toHaveAttribute('aria-valuetext', caption)
  await stranger.close()
})

test('any character survives the link, also in a text the API server would refuse', async ({ explorer }) => {
  await explorer.open()
  await explorer.pasteYaml(text)
  await expect.poll(() => explorer.textInLink()).toBe(text)
  await explorer.page.reload()
  await expect(explorer.editor).toContainText('über-中文')
})

test('a link that cannot be read says so and opens the page all the same', async ({ explorer, page }) => {
  test.slow()
  for (const hash of ['#v1=nonsense', '#v1=AAAA&step=2', '#yaml=%E0%A4%A']) {
    await explorer.open(hash)
    await expect(page.getByRole('alert')).toContainText('could not be read')
    await page.goto('about:blank')
  }
  for (const hash of ['#scenario=none', '#step=999999', '#step=-1&depth=no&panel=no', '#=&&==', '#step=2']) {
    await explorer.open(hash)
    await expect(explorer.steps).toBeVisible()
    await page.goto('about:blank')
  }
})

test('another hash opens without a reload', async ({ explorer, page }) => {
  await explorer.open('#scenario=nodeport-snat')
  await page.evaluate(() => {
    location.hash = '#scenario=local-drops&step=2'
  })
  await explorer.expectStep(2)
  await explorer.toEnd()
  await explorer.expectCaption('Timed out.')
})

test('a reload right after a step or an edit loses neither', async ({ explorer, page }) => {
  await explorer.open('#scenario=nodeport-snat')
  await explorer.press('ArrowRight', 'ArrowRight')
  await explorer.expectStep(3)
  // The key and the reload in one turn: nothing that waits for either gets its time in between.
  await page.evaluate(() => {
    const slider = document.querySelector('[role=slider]')
    slider?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }))
    location.reload()
  })
  await page.waitForEvent('load')
  await explorer.ready()
  await explorer.expectStep(4)
  expect(page.url()).toContain('step=4')
  await explorer.pasteYaml(text)
  await page.reload()
  await explorer.ready()
  await expect(explorer.editor).toContainText('über-中文')
  // The same address, asked for anew, is not where this page was left.
  await page.goto('./?lang=en#scenario=nodeport-snat&step=2')
  await explorer.expectStep(2)
})

test('a reload while the address is being packed does not lose the edit', async ({ explorer, page }) => {
  await explorer.open('#scenario=nodeport-snat')
  await page.evaluate(() => {
    const endless = () => new Promise<void>(() => {})
    Object.assign(window, {
      CompressionStream: class extends TransformStream {
        constructor() {
          super({ flush: endless })
        }
      },
    })
  })
  await explorer.pasteYaml(text)
  await page.waitForTimeout(500)
  await page.reload()
  await explorer.ready()
  await expect(explorer.editor).toContainText('über-中文')
})

test('a page that is put away writes its address at once', async ({ explorer, page }) => {
  await explorer.open('#scenario=nodeport-snat')
  await explorer.press('ArrowRight')
  const url = await page.evaluate(() => {
    const slider = document.querySelector('[role=slider]')
    slider?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }))
    Object.defineProperty(document, 'visibilityState', { value: 'hidden' })
    document.dispatchEvent(new Event('visibilitychange'))
    return location.href
  })
  expect(url).toContain('step=3')
})
