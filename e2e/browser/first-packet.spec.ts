import { expect, test } from '../fixtures.ts'

test('the page opens with a Service, and one press of Space sends a packet', async ({ explorer, page }) => {
  await explorer.open()
  await expect(page.getByRole('button', { name: 'Play' })).toBeFocused()
  await explorer.expectStep(1)
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await expect(explorer.steps).not.toHaveAttribute('aria-valuenow', '1')
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
})

test('sending plays from the first step, wherever the reader was', async ({ explorer, page }) => {
  await explorer.open()
  await explorer.toEnd()
  await explorer.send()
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  expect(Number(await explorer.steps.getAttribute('aria-valuenow'))).toBeLessThan(4)
})

test('every step has its sentence, from the SYN through DNAT and MASQUERADE to the answer', async ({ explorer }) => {
  await explorer.open('#scenario=nodeport-snat')
  const captions = await explorer.allCaptions()
  for (const caption of captions) expect(caption).toMatch(/: \S.*[.!?]$/)
  const told = (words: RegExp) => captions.findIndex((caption) => words.test(caption))
  const milestones = [
    /^client: .*SYN/,
    /KUBE-NODEPORTS|NodePort/,
    /0x4000/,
    /DNAT/,
    /MASQUERADE/,
    /web-\d.*sees/,
    /Answered/,
  ]
  const order = milestones.map(told)
  expect(order.every((step) => step >= 0)).toBe(true)
  expect(order).toEqual(order.toSorted((a, b) => a - b))
  expect(captions.at(-1)).toMatch(/Answered\. web-\d served client and saw 192\.168\.0\.12:\d+ as the source\.$/)
})

test('going back is the same way', async ({ explorer }) => {
  await explorer.open()
  const captions = await explorer.allCaptions()
  await explorer.back(3)
  await explorer.expectStep(captions.length - 3)
  expect(await explorer.caption()).toBe(captions.at(-4))
  await explorer.step(2)
  expect(await explorer.caption()).toBe(captions.at(-2))
})

test('a chosen Pod answers', async ({ explorer }) => {
  await explorer.open()
  for (const pod of ['web-2', 'web-3']) {
    const option = explorer.pod.locator('option', { hasText: pod })
    await explorer.pod.selectOption((await option.getAttribute('value')) ?? '')
    await explorer.toEnd()
    await explorer.expectCaption(`Answered. ${pod} served client`)
  }
})

test('fewer details keep the ends', async ({ explorer, page }) => {
  await explorer.open()
  const counts: number[] = []
  for (const depth of ['Story', 'Tables', 'Chains', 'Trace']) {
    await page.getByRole('radio', { name: depth }).check()
    counts.push(await explorer.stepCount())
    await explorer.toEnd()
    await explorer.expectCaption('Answered.')
  }
  expect(counts).toEqual(counts.toSorted((a, b) => a - b))
  expect(new Set(counts).size).toBe(4)
})
