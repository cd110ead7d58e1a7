import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'

test.use({ contextOptions: { reducedMotion: 'no-preference' } })

/** Pixels of the swarm's canvas that are not empty. */
function painted(page: Page): Promise<number> {
  return page.locator('.cv-swarm canvas').evaluate((element) => {
    const canvas = element as HTMLCanvasElement
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    let count = 0
    for (let i = 3; i < data.length; i += 4) count += Number((data[i] ?? 0) > 0)
    return count
  })
}

test('a thousand dots on one canvas; the picture stays in sight and can be moved under them', async ({
  explorer,
  page,
}) => {
  test.slow()
  await explorer.open('#scenario=local-imbalance')
  await page.getByRole('button', { name: 'Send a thousand' }).click()
  const pane = page.getByRole('region', { name: 'A thousand requests' })
  await expect(pane).toBeVisible()
  await expect.poll(() => painted(page)).toBeGreaterThan(100)
  await expect(page.locator('.canvas canvas')).toHaveCount(1)
  await page.getByRole('button', { name: 'Zoom out' }).click()
  await expect(pane.locator('p').first()).toContainText('1000 sent', { timeout: 40_000 })
  await expect.poll(() => painted(page)).toBe(0)
  // One node has two Pods, the other one: shares are per node.
  const figures = await pane
    .locator('tbody tr')
    .evaluateAll((rows) =>
      Object.fromEntries(
        rows.map((row) => [row.querySelector('th')?.textContent, row.querySelector('td:last-child')?.textContent]),
      ),
    )
  expect(figures).toEqual({ 'web-1': '25 %', 'web-2': '50 %', 'web-3': '25 %' })
})

/** Every full colour on the swarm's canvas: the halves of the dots, and their rims. */
function keysPainted(page: Page): Promise<readonly string[]> {
  return page.locator('.cv-swarm canvas').evaluate((element) => {
    const canvas = element as HTMLCanvasElement
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    const seen = new Set<string>()
    for (let i = 0; i < data.length; i += 4)
      if (data[i + 3] === 255) seen.add(`${data[i]} ${data[i + 1]} ${data[i + 2]}`)
    return [...seen]
  })
}

test('dots in flight take the colours of the theme that is chosen meanwhile, and of the system', async ({
  explorer,
  page,
}) => {
  test.slow()
  await explorer.open('#scenario=local-imbalance')
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('0.25')
  await page.getByRole('button', { name: 'Send a thousand' }).click()
  // The client's key: amber in the light, a lighter one in the dark, brown on a projector.
  await expect.poll(() => keysPainted(page)).toContain('200 112 0')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => keysPainted(page)).toContain('254 148 32')
  expect(await keysPainted(page)).not.toContain('200 112 0')
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('dialog').getByRole('combobox').fill('projector')
  await page.keyboard.press('Enter')
  await expect.poll(() => keysPainted(page)).toContain('125 55 0')
  expect(await keysPainted(page)).not.toContain('254 148 32')
})

test('another text is sent anew; a step of the one packet ends it', async ({ explorer, page }) => {
  test.slow()
  await explorer.open('#scenario=local-drops')
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('dialog').getByRole('combobox').fill('send a thousand')
  await page.keyboard.press('Enter')
  const rows = page.getByRole('region', { name: 'A thousand requests' }).locator('tbody tr')
  await expect(rows).toHaveText([/Timed out|timed out/])
  await explorer.pasteYaml(`apiVersion: v1
kind: Service
metadata: { name: nobody }
spec: { type: NodePort, ports: [{ port: 80, nodePort: 30080 }] }
`)
  await expect(rows).toHaveText([/refused/i])
  await explorer.press('ArrowRight')
  await expect(rows).toHaveCount(0)
  await expect(page.locator('.cv-capsule')).toBeVisible()
})

test('what no packet touches is faded while it plays, or as chosen; its words keep their contrast', async ({
  explorer,
  page,
}) => {
  await explorer.open('#scenario=nodeport-snat')
  const faded = page.locator('.cv-faded')
  const toggle = page.getByRole('button', { name: 'Only the packet’s way' })
  await expect(faded).toHaveCount(0)
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await expect(toggle).toHaveAttribute('aria-pressed', 'true')
  await expect(page.locator('.cv-pod-box.cv-faded')).toContainText(['web-3'])
  await expect(page.locator('.cv-pod-box.cv-picked')).not.toHaveClass(/cv-faded/)
  for (const opacity of await faded.evaluateAll((all) => all.map((one) => getComputedStyle(one).opacity)))
    expect(opacity).toBe('1')
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(faded).toHaveCount(0)
  await explorer.press('f')
  await expect(toggle).toHaveAttribute('aria-pressed', 'true')
  await expect(page.locator('.cv-station-box', { hasText: 'INPUT' }).first()).toHaveCSS('opacity', '1')
  await explorer.press('ArrowRight')
  expect(await faded.count()).toBeGreaterThan(3)
  await toggle.click()
  await expect(faded).toHaveCount(0)
})
