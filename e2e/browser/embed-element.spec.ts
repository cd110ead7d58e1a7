import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'

/** Somebody's page, whose styles mean every element on it. */
const hostile = `
  * { display: inline; margin: 7px !important; color: hotpink !important; font: 40px cursive !important; }
  iframe { width: 10px !important; height: 10px !important; opacity: 0.1 !important; }
  slot, div, p { transform: rotate(3deg); }
  packet-walk { display: inline; }
`

/** Somebody's web site: files by their path, at another origin than Packetwalk's. */
let site: Server
const files = new Map<string, string>()

test.beforeAll(async () => {
  site = createServer(({ url = '/' }, response) => {
    const body = files.get(url)
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' }).end(body)
  })
  await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening))
})
test.afterAll(() => site.close())

async function openHost(page: Page, body: string): Promise<void> {
  files.set(
    '/',
    `<!doctype html><html lang="en"><title>Somebody’s page</title><body style="display:block">${body}</body></html>`,
  )
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`)
}

const tag = (base: string | undefined) => `<script src="${base}embed.js" defer></script>`

const inside = (page: Page, id: string) => page.frameLocator(`#${id} >> iframe`)

/** The messages of all frames, as the page around them hears them. */
async function heard(page: Page): Promise<readonly { readonly type: string; readonly v: number }[]> {
  return page.evaluate(() => (window as unknown as { heard: { type: string; v: number }[] }).heard)
}

test('two elements on a page with hostile styles: each at its own step, sized by itself, in its own theme', async ({
  browser,
  baseURL,
}) => {
  const page = await browser.newPage()
  await openHost(
    page,
    `<style>${hostile}</style>${tag(baseURL)}
    <packet-walk id="one" scenario="nodeport-snat" step="5" theme="dark" title="Why SNAT"><p>1. The client asks.</p></packet-walk>
    <packet-walk id="two" scenario="local-drops" depth="story" lang="zh-CN"></packet-walk>
    <div style="display:block;height:3000px"></div>`,
  )
  const one = inside(page, 'one')
  const two = inside(page, 'two')
  await expect(one.getByRole('slider')).toHaveAttribute('aria-valuenow', '5')
  await expect(page.getByText('The client asks.')).toBeHidden()
  const frame = page.locator('#one >> iframe')
  await expect(frame).toHaveAttribute('title', 'Why SNAT')
  await expect(frame).toHaveAttribute('sandbox', 'allow-scripts allow-popups allow-popups-to-escape-sandbox')
  await expect(frame).toHaveCSS('opacity', '1')
  expect((await frame.boundingBox())?.width).toBeGreaterThan(900)
  await expect(one.locator('html')).toHaveAttribute('data-theme', 'dark')

  await page.locator('#two').scrollIntoViewIfNeeded()
  await expect(two.getByRole('button', { name: '播放' })).toBeVisible()
  await page.locator('#one').evaluate((element) => element.setAttribute('step', '9'))
  await page.locator('#two').evaluate((element) => element.setAttribute('theme', 'projector'))
  await expect(one.getByRole('slider')).toHaveAttribute('aria-valuenow', '9')
  await expect(two.locator('html')).toHaveAttribute('data-theme', 'projector')
  await expect(two.getByRole('slider')).toHaveAttribute('aria-valuenow', '1')
  await expect(one.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.close()
})

test('the element tells of its steps and its height; messages of others change nothing', async ({
  browser,
  baseURL,
}) => {
  const page = await browser.newPage()
  await page.addInitScript(() => {
    const all: unknown[] = []
    Object.assign(window, { heard: all, events: [] })
    addEventListener('message', ({ data }) => all.push(data))
  })
  await openHost(page, `${tag(baseURL)}<packet-walk id="one" scenario="nodeport-snat"></packet-walk>`)
  const one = inside(page, 'one')
  await expect(one.getByRole('slider')).toHaveAttribute('aria-valuenow', '1')
  await expect.poll(async () => (await heard(page)).map(({ type }) => type)).toContain('resize')
  await page.evaluate(() => {
    addEventListener('packetwalk-step', (event) => {
      Object.assign(window, { last: (event as CustomEvent).detail })
    })
  })
  await one.getByRole('button', { name: 'Step forward' }).click()
  await expect.poll(() => page.evaluate(() => (window as unknown as { last?: { step: number } }).last?.step)).toBe(2)
  const before = await page.locator('#one').evaluate((element) => element.getBoundingClientRect().height)
  await page.evaluate(() => {
    const target = document.querySelector('#one')?.shadowRoot?.querySelector('iframe')?.contentWindow
    for (const data of [null, 'goTo', { type: 'goTo', step: 7 }, { ns: 'packetwalk', v: 2, type: 'goTo', step: 7 }])
      target?.postMessage(data, '*')
    target?.postMessage({ ns: 'packetwalk', v: 1, type: 'goTo', step: 'seven' }, '*')
    postMessage({ ns: 'packetwalk', v: 1, type: 'resize', height: 1111 }, '*')
    target?.postMessage({ ns: 'packetwalk', v: 1, type: 'goTo', step: 1e9 }, '*')
  })
  await expect(one.getByRole('slider')).toHaveAttribute('aria-valuenow', /^[2-9]\d$/)
  expect(await page.locator('#one').evaluate((element) => element.getBoundingClientRect().height)).toBe(before)
  const sizes = (await heard(page)).filter(({ type }) => type === 'resize')
  expect(sizes.length).toBeLessThanOrEqual(4)
  expect((await heard(page)).every(({ v }) => v === 1)).toBe(true)
  expect(JSON.stringify(await heard(page))).not.toContain('203.0.113')
  await page.close()
})

test('its text comes from a file of the host, or from the <pre> it stands around', async ({ browser, baseURL }) => {
  const page = await browser.newPage()
  const yaml = (name: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n`
  files.set('/web.yaml', yaml('from-a-file'))
  await openHost(
    page,
    `${tag(baseURL)}<packet-walk id="one" src="/web.yaml"></packet-walk><packet-walk id="two"><pre>${yaml('from-a-pre')}</pre></packet-walk>
    <packet-walk id="three" src="/missing.yaml"><p>Read on without it.</p></packet-walk>`,
  )
  await expect(inside(page, 'one').locator('.cv').first()).toContainText('from-a-file')
  await page.locator('#two').scrollIntoViewIfNeeded()
  await expect(inside(page, 'two').locator('.cv').first()).toContainText('from-a-pre')
  await expect(page.getByText('Read on without it.')).toBeVisible()
  await page.close()
})

test('without its script, and where frames are blocked, what stands between the tags is read', async ({
  browser,
  baseURL,
}) => {
  const page = await browser.newPage()
  await page.route(`${baseURL}index.html*`, (route) => route.abort())
  const walk = '<packet-walk scenario="nodeport-snat"><ol><li>The client asks node2.</li></ol></packet-walk>'
  await openHost(page, walk)
  await expect(page.getByText('The client asks node2.')).toBeVisible()
  await openHost(page, tag(baseURL) + walk)
  await expect(page.locator('packet-walk >> iframe')).toBeAttached()
  await expect(page.getByText('The client asks node2.')).toBeVisible()
  await page.close()
})

test('the page around it keeps its focus and its scroll, and gets the element back when it is swapped', async ({
  browser,
  baseURL,
}) => {
  const page = await browser.newPage()
  const walk = '<packet-walk id="one" scenario="nodeport-snat"></packet-walk>'
  await openHost(
    page,
    `${tag(baseURL)}${tag(baseURL)}<input aria-label="search" autofocus><main>${walk}</main><div style="height:3000px"></div>`,
  )
  const slider = inside(page, 'one').getByRole('slider')
  await expect(slider).toBeVisible()
  await expect(page.getByLabel('search')).toBeFocused()
  await inside(page, 'one').locator('.canvas').hover()
  await page.mouse.wheel(0, 300)
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0)
  await page.evaluate(() => scrollTo(0, 0))
  await page.locator('main').evaluate(
    (main, html) => {
      main.innerHTML = html
    },
    walk.replace('nodeport-snat', 'local-drops'),
  )
  await expect(slider).toBeVisible()
  await page.close()
})
