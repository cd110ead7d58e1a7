import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { layoutFaults } from '../layout-faults.ts'

/** Texts that are drawn lower than 20 px on the screen, whatever zoom and scale made them so. */
function smallTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const small: string[] = []
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim())
      const seen = element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      if (texts.length === 0 || !seen || element.closest('.visually-hidden, option, script, style')) continue
      // Widths are whole numbers: a wide box tells the scale best.
      let box: HTMLElement | null = element
      while (box && box.offsetWidth < 200) box = box.parentElement
      const scale = box ? box.getBoundingClientRect().width / box.offsetWidth : 1
      const size = Number.parseFloat(getComputedStyle(element).fontSize) * scale
      if (size < 19.95) small.push(`${size.toFixed(1)} ${element.className} ${element.textContent?.slice(0, 30)}`)
    }
    return small
  })
}

/** By how many pixels the capsule, or the card of the node it stands in, reaches out of the picture at most. */
function hiddenPixels(): number {
  const canvas = document.querySelector('.canvas')?.getBoundingClientRect()
  const capsule = document.querySelector('.cv-capsule')?.getBoundingClientRect()
  const card = document.querySelector('.cv-current, .cv-here')?.closest('.react-flow__node')?.getBoundingClientRect()
  if (!canvas || !capsule) return Number.POSITIVE_INFINITY
  const out = [capsule, card ?? capsule].map(({ top, bottom, left, right }) =>
    Math.max(canvas.top - top, bottom - canvas.bottom, canvas.left - left, right - canvas.right),
  )
  return Math.max(...out)
}

for (const [width, height] of [
  [1440, 900],
  [1024, 768],
] as const)
  test(`presenting at ${width}×${height}: nothing is written smaller than 20 px, and the node with the packet is seen whole`, async ({
    explorer,
    page,
  }) => {
    test.slow()
    await page.setViewportSize({ width, height })
    for (const [hash, steps] of [
      ['#scenario=nodeport-snat', [1, 2, 9, 10, 13, 14, 17, 28]],
      ['#scenario=local-drops', [8]],
      ['#scenario=load-balancer', [4]],
      ['#scenario=external-name', [2, 11]],
    ] as const) {
      await page.goto('about:blank')
      await explorer.open(hash, { view: 'present' })
      let at = 1
      for (const step of steps) {
        for (; at < step; at++) await page.keyboard.press('PageDown')
        await explorer.expectStep(step)
        const where = `${hash} ${step}`
        expect.soft(await smallTexts(page), where).toEqual([])
        expect.soft(await page.evaluate(layoutFaults), where).toEqual([])
        // The camera follows once the picture has its size.
        await expect.poll(() => page.evaluate(hiddenPixels), { message: where }).toBeLessThanOrEqual(1)
      }
    }
  })

test('presenting a thousand, and the list of keys over it, in large letters too', async ({ explorer, page }) => {
  await explorer.open('#scenario=local-imbalance', { view: 'present' })
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
  expect(await smallTexts(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('dialog').getByRole('combobox').fill('send a thousand')
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible()
  expect(await smallTexts(page)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'A thousand requests' }).locator('tbody tr')).not.toHaveCount(0)
  expect(await smallTexts(page)).toEqual([])
})

test('presenting: the picture, its rule and a large sentence; a clicker steps and blanks; Escape leaves', async ({
  explorer,
  page,
}) => {
  await explorer.open('#scenario=nodeport-snat&step=9')
  await explorer.press('p')
  await expect(page.getByRole('button', { name: 'Leave the presentation' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Share' })).toHaveCount(0)
  await page.keyboard.press('PageDown')
  await explorer.expectStep(10)
  await expect(page.locator('.rule-band')).toContainText('--to-destination')
  await page.keyboard.press('PageUp')
  await explorer.expectStep(9)
  expect(await smallTexts(page)).toEqual([])
  for (const key of ['.', 'b']) {
    await page.keyboard.press(key)
    await expect(page.locator('.blank')).toBeVisible()
    await page.keyboard.press(key)
    await expect(page.locator('.blank')).toHaveCount(0)
  }
  await expect(page.getByRole('combobox', { name: 'Speed' })).toHaveValue('1')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Share' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBeUndefined()
})

test('F5 is the browser’s, and the address brings the same step back', async ({ explorer, page }) => {
  await explorer.open('#scenario=nodeport-snat', { view: 'present' })
  await page.keyboard.press('PageDown')
  await page.keyboard.press('PageDown')
  const caught = await page.evaluate(
    () => !dispatchEvent(new KeyboardEvent('keydown', { key: 'F5', cancelable: true })),
  )
  expect(caught).toBe(false)
  await expect.poll(() => page.url()).toContain('step=3')
  await page.reload()
  await explorer.expectStep(3)
  await expect(page.getByRole('button', { name: 'Leave the presentation' })).toBeVisible()
})
