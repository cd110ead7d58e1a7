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
