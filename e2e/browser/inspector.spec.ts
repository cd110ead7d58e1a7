import { expect, test } from '../fixtures.ts'

test('every step is a sentence in a list that leads there and can be copied', async ({ explorer, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await explorer.open('#scenario=nodeport-snat&panel=steps')
  const list = page.getByRole('list', { name: 'Steps of the packet' })
  await expect(list.getByRole('listitem')).toHaveCount(await explorer.stepCount())
  await list.getByRole('button', { name: /DNAT/ }).first().click()
  await explorer.expectCaption('DNAT')
  await expect(list.locator('[aria-current=step]')).toContainText('DNAT')
  await page.getByRole('tabpanel', { name: 'Steps' }).getByRole('button', { name: 'Copy' }).click()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied.split('\n')).toHaveLength(await explorer.stepCount())
  expect(copied).toMatch(/^1\. client: .*SYN/)
})

test('conntrack per node as it is at this step, endpoints and routes', async ({ explorer, page }) => {
  await explorer.open('#scenario=nodeport-snat&panel=conntrack')
  await expect(page.getByRole('region', { name: 'node2' })).toContainText('no entry yet')
  await explorer.toEnd()
  await expect(page.getByRole('region', { name: 'node2' })).toContainText(/tcp\s+6 .*src=203\.0\.113\.10/)
  await page.getByRole('tab', { name: 'Endpoints' }).click()
  await expect(page.getByRole('region', { name: 'default/my-nginx' })).toContainText('10.244.1.2:80')
  await page.getByRole('tab', { name: 'Routes' }).click()
  await page.locator('.host').filter({ hasText: 'node1' }).getByText('node1', { exact: true }).click()
  await expect(page.locator('.host').filter({ hasText: 'node1' })).toContainText('10.244.1.0/24 dev cni0')
})

test('playing can stay on one host', async ({ explorer, page }) => {
  await explorer.open('#scenario=nodeport-snat&step=4')
  await explorer.press('l')
  await expect(page.getByRole('button', { name: 'Go round on this host' })).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('4')
  const seen = await page.evaluate(
    () =>
      new Promise<readonly string[]>((resolve) => {
        const slider = document.querySelector('[role=slider]')
        const texts: string[] = []
        const observer = new MutationObserver(() => {
          texts.push(slider?.getAttribute('aria-valuetext') ?? '')
          if (texts.length > 16) {
            observer.disconnect()
            resolve(texts)
          }
        })
        if (slider) observer.observe(slider, { attributes: true, attributeFilter: ['aria-valuetext'] })
        document.querySelector<HTMLButtonElement>('.control.play')?.click()
      }),
  )
  expect(seen.filter((text) => !text.startsWith('node2'))).toEqual([])
})

test('a thousand requests spread over the Pods, beside the exact chances', async ({ explorer, page }) => {
  test.slow()
  await explorer.open('#scenario=nodeport-snat')
  await page.getByRole('button', { name: 'Send a thousand' }).click()
  const dialog = page.getByRole('region', { name: 'A thousand requests' })
  await expect(dialog.locator('p').first()).toContainText('1000 sent', { timeout: 30_000 })
  const rows = dialog.locator('tbody tr')
  await expect(rows).toHaveCount(3)
  const counts = await rows.locator('td:nth-child(3)').allTextContents()
  expect(counts.map(Number).reduce((a, b) => a + b, 0)).toBe(1000)
  await expect(rows.first()).toContainText('33.33 %')
  // The same figures on the picture, and no dots where nothing may move.
  const onPods = await page.locator('.cv-swarm-counts b').allTextContents()
  expect(onPods.toSorted()).toEqual(counts.toSorted())
  await expect(page.locator('.cv-swarm')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Send a thousand' })).toBeFocused()
})

test('a Pod is moved by dragging, and everything else by its menu without a mouse', async ({ explorer, page }) => {
  await explorer.open('#scenario=nodeport-snat')
  const pod = (name: string) => page.locator('.cv-pod-box', { hasText: name })
  const card = (name: string) => page.locator('.cv-card', { hasText: name }).first()
  await pod('web-3').dragTo(card('node2'))
  await expect(card('node2').locator('.cv-pod-box', { hasText: 'web-3' })).toBeVisible()
  await pod('web-1').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Show its rules' })).toBeFocused()
  await page.getByRole('button', { name: 'Make it not Ready' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('.cv-pod-box.cv-off')).toContainText('web-1')
  await pod('web-2').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Show its rules' }).click()
  await expect(page.locator('.cv-rule-count')).toHaveCount(2)
  await pod('web-1').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(page.locator('.pod-menu')).toHaveCount(0)
  await pod('web-1').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Delete web-1' }).click()
  await expect(pod('web-1')).toHaveCount(0)
})
