import { expect, test } from '../fixtures.ts'

test('one thing changed, the same packet: both ends in one sentence, and the first rule that differs', async ({
  explorer,
  page,
}) => {
  await explorer.open('#scenario=local-drops')
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  const view = page.getByRole('region', { name: 'Compare' })
  await expect(view.getByRole('heading', { level: 2 })).toContainText(
    /Local: Timed out\..*externalTrafficPolicy: Cluster: Answered\./,
  )
  const parting = view.locator('.parting')
  await expect(parting).toContainText('first difference')
  await expect(parting).toContainText('KUBE-EXT-')
  await expect(parting).toHaveAttribute('aria-current', 'step')
  await view.getByRole('list', { name: 'Steps of both sides' }).focus()
  await page.keyboard.press('Home')
  await expect(view.getByRole('status')).toHaveText(/^Step 1 of/)
  await expect(page).toHaveURL(/compare=externalTrafficPolicy/)
})

test('other things can be changed, the right side can be taken, Escape closes', async ({ explorer, page }) => {
  await explorer.open('#scenario=nodeport-snat&compare=masquerade')
  const view = page.getByRole('region', { name: 'Compare' })
  await expect(view.getByRole('heading', { level: 2 })).toContainText(/masquerade: false.*Timed out/)
  await view.getByRole('combobox').selectOption('node')
  await expect(view.getByRole('heading', { level: 2 })).toContainText('web-1: node2')
  await view.getByRole('button', { name: 'Take the right side' }).click()
  await expect(view.getByRole('combobox')).toHaveValue('node')
  await page.keyboard.press('Escape')
  await expect(view).toHaveCount(0)
  await expect.poll(() => explorer.textInLink()).toContain('nodeName: node2')
})

test('overlaid: both packets in one picture step together, each by its letter and its line, and the link brings it back', async ({
  explorer,
  page,
}) => {
  await explorer.open('#scenario=local-drops&compare=externalTrafficPolicy')
  const view = page.getByRole('region', { name: 'Compare' })
  await view.getByRole('radio', { name: 'Overlaid' }).check()
  const picture = view.getByRole('region', { name: 'Overlaid' })
  await expect(picture.locator('.overlay-packet')).toHaveText([/^ASYN/, /^BSYN/])
  // Told apart without colour: one line is whole, the other dashed.
  const dashes = (way: string) =>
    picture
      .locator(`.${way}:not(.to-come)`)
      .first()
      .evaluate((line) => getComputedStyle(line).strokeDasharray)
  expect(await dashes('way-a')).toBe('none')
  expect(await dashes('way-b')).not.toBe('none')
  await expect(picture.locator('.overlay-note')).toContainText(
    /first difference.*A.*KUBE-SERVICES #6.*B.*KUBE-EXT-\w+ #1/,
  )
  await expect(view.getByRole('heading', { level: 2 })).toContainText(/Timed out\..*Answered\./)
  await page.reload()
  await expect(view.getByRole('radio', { name: 'Overlaid' })).toBeChecked()
  await view.getByRole('list', { name: 'Steps of both sides' }).focus()
  const at = () => picture.locator('.visually-hidden').textContent()
  await expect.poll(at).toMatch(/A is at node2 · nat PREROUTING, B is at node2 · nat PREROUTING\. They part at node2/)
  await page.keyboard.press('End')
  await expect(picture.locator('.overlay-packet').first()).toContainText('DROP')
  await expect.poll(at).toMatch(/A is at node2 · filter INPUT, B is at client/)
  // Both packets lie clear of each other at every step.
  const status = view.getByRole('status')
  await page.keyboard.press('Home')
  for (let step = 1; step <= 29; step++) {
    await expect(status).toHaveText(`Step ${step} of 29`)
    const [a, b] = await Promise.all([0, 1].map((side) => picture.locator('.overlay-packet').nth(side).boundingBox()))
    const clear =
      !a || !b || a.y + a.height <= b.y || b.y + b.height <= a.y || a.x + a.width <= b.x || b.x + b.width <= a.x
    expect(clear, `step ${step}`).toBe(true)
    await page.keyboard.press('ArrowRight')
  }
})

test('the row of the first difference has one ground from edge to edge', async ({ explorer, page }) => {
  await explorer.open('#scenario=local-drops&compare=externalTrafficPolicy')
  const row = page.locator('.versus-rows .parting')
  await expect(row).toHaveAttribute('aria-current', 'step')
  const gap = await row.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return [...element.querySelectorAll('.cell')].map((cell) => {
      const box = cell.getBoundingClientRect()
      return [Math.round(box.top - top), Math.round(bottom - box.bottom)]
    })
  })
  expect(gap).toEqual([
    [0, 0],
    [0, 0],
  ])
})
