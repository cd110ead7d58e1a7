import { expect, test } from '../fixtures.ts'

test('the keys go where they say', async ({ explorer }) => {
  await explorer.open()
  const last = await explorer.stepCount()
  await explorer.press('ArrowRight', 'ArrowRight', 'ArrowLeft')
  await explorer.expectStep(2)
  await explorer.press('End')
  await explorer.expectStep(last)
  await explorer.press('ArrowRight')
  await explorer.expectStep(last)
  await explorer.press('Home', 'ArrowLeft')
  await explorer.expectStep(1)
  await explorer.press('PageDown', 'PageDown', 'PageUp')
  await explorer.expectStep(2)
  await explorer.press('ArrowUp')
  await explorer.expectStep(3)
})

test('Shift and an arrow go to the next host, R to the answer', async ({ explorer }) => {
  await explorer.open()
  await explorer.expectCaption(/^client/)
  await explorer.press('Shift+ArrowRight')
  await explorer.expectCaption(/^(?!client)/)
  await explorer.press('Home', 'r')
  await explorer.expectCaption(/SYN-ACK|answer/i)
})

test('keys work from the page itself, and leave controls alone that need them', async ({ explorer, page }) => {
  await explorer.open()
  await page.getByRole('heading', { name: 'Packetwalk' }).click()
  await page.keyboard.press('ArrowRight')
  await explorer.expectStep(2)
  await explorer.editor.focus()
  for (const key of ['ArrowRight', 'End', 'Home', 'Space', 'Backspace', 'r', 'Backspace'])
    await page.keyboard.press(key)
  await explorer.expectStep(2)
  await explorer.to.focus()
  await page.keyboard.press('End')
  await expect(explorer.to).not.toHaveValue('node2:30080')
  await explorer.expectStep(1)
})

test('the list of keys opens with ? and closes with Escape', async ({ explorer, page }) => {
  await explorer.open()
  await explorer.press('?')
  const dialog = page.getByRole('dialog', { name: 'Keyboard' })
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('Tab reaches every control, shows where it is, and passes through the editor', async ({ explorer, page }) => {
  await explorer.open()
  await page.getByRole('heading', { name: 'Packetwalk' }).click()
  const reached = new Set<string>()
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(async () => {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      let element = document.activeElement
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
      if (!element || element === document.body) return { name: '', ring: true }
      // A select may show it on the box around it, the editor on its frame.
      const shown = [element, element.parentElement, element.closest('.cm-editor')].filter((each) => each !== null)
      const ring = shown.some((each) => getComputedStyle(each).outlineStyle !== 'none')
      const label = element.id === '' ? undefined : document.querySelector(`label[for="${element.id}"]`)?.textContent
      return { name: (element.getAttribute('aria-label') ?? label ?? element.textContent ?? '').trim(), ring }
    })
    if (focused.name !== '') expect(focused.ring, `${focused.name} shows its focus`).toBe(true)
    reached.add(focused.name)
  }
  for (const name of [
    'Kubernetes YAML',
    'From',
    'To',
    'Pod',
    'Play',
    'Step forward',
    'Step back',
    'Steps of the packet',
    'Share',
  ]) {
    expect([...reached], `Tab reaches ${name}`).toContain(name)
  }
})

test('the picture is one stop of Tab: Enter goes in to the packet, arrows go from box to box, Escape leaves', async ({
  explorer,
  page,
}) => {
  await explorer.open('#scenario=nodeport-snat&step=5')
  const graph = page.getByRole('application', { name: 'Hosts, nodes and Pods' })
  await expect(graph).toHaveAccessibleDescription(/Enter goes in/)
  expect(await graph.locator('[tabindex="0"]').count()).toBe(0)
  await graph.focus()
  await page.keyboard.press('Enter')
  const node = (name: string) => graph.getByRole('group', { name: new RegExp(`^${name}`) })
  await expect(node('node2')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(node('node1')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(graph.locator('.cv-pod-box:focus')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.locator('.pod-menu')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.locator('.pod-menu')).toHaveCount(0)
  await expect(graph.locator('.cv-pod-box:focus')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(graph).toBeFocused()
  await explorer.expectStep(5)
  await page.keyboard.press('ArrowRight')
  await explorer.expectStep(6)
})

for (const where of ['slider', 'button'] as const)
  test(`one step, one announcement from the ${where}: polite, and never longer than can be heard`, async ({
    explorer,
    page,
  }) => {
    await explorer.open()
    await expect(page.locator('[aria-live=assertive], [role=alert]')).toHaveCount(0)
    await explorer.press('Home')
    if (where === 'button') await page.getByRole('button', { name: 'Play', exact: true }).focus()
    await page.evaluate(() => {
      const said: string[] = []
      Object.assign(window, { said })
      const say = (text: string) => (text === '' ? 0 : said.push(text))
      for (const region of document.querySelectorAll('[role=status], [role=log], [aria-live]'))
        new MutationObserver(() => say(region.textContent ?? '')).observe(region, {
          subtree: true,
          childList: true,
          characterData: true,
        })
      // What has the focus is said too when its value changes.
      const slider = document.querySelector('[role=slider]')
      if (slider)
        new MutationObserver(() => {
          if (document.activeElement === slider) say(slider.getAttribute('aria-valuetext') ?? '')
        }).observe(slider, { attributeFilter: ['aria-valuetext'] })
    })
    const last = await explorer.stepCount()
    for (let step = 2; step <= last; step++) {
      await page.keyboard.press('ArrowRight')
      await explorer.expectStep(step)
    }
    const said = () => page.evaluate<readonly string[]>('said')
    expect(await said()).toHaveLength(last - 1)
    expect((await said()).filter((text) => text.length > 140)).toEqual([])
    expect((await said()).at(-1)).toMatch(where === 'slider' ? /^client: Answered/ : /^Step (\d+) of \1.*Answered/)
    // Leaving the slider says nothing again; the next step is said where it is made.
    await page.getByRole('button', { name: 'Play', exact: true }).focus()
    expect(await said()).toHaveLength(last - 1)
    await page.keyboard.press('ArrowLeft')
    await explorer.expectStep(last - 1)
    await expect.poll(said).toHaveLength(last)
  })
