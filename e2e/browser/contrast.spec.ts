import { expect, test } from '../fixtures.ts'

test('with forced colours, where the packet is and what changed are still told by lines', async ({
  explorer,
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await explorer.open('#scenario=nodeport-snat&step=10')
  const style = (selector: string, property: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property)
  expect(await style('.cv-capsule .address', 'border-top-style')).toBe('solid')
  expect(await style('.address.was span', 'text-decoration-line')).toContain('line-through')
  expect(await style('.chain .lit', 'outline-style')).toBe('solid')
  const here = await style('.station.cv-current', 'background-color')
  expect(here).not.toBe(await style('.station:not(.cv-current)', 'background-color'))
})

test('the address chooses the theme for projectors, and stillness whatever the system wishes', async ({
  explorer,
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await explorer.open('#scenario=nodeport-snat', { profile: 'projector', motion: 'off' })
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('projector')
  const ground = await page.locator('.left').evaluate((element) => getComputedStyle(element).backgroundColor)
  expect(ground).toBe('rgb(255, 255, 255)')
  await explorer.press('ArrowRight', 'ArrowRight', 'ArrowRight')
  await explorer.expectStep(4)
  const moving = await page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running'))
  expect(moving).toHaveLength(0)
})
