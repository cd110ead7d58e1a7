import { expect, type Locator, type Page } from '@playwright/test'

/** How a person works the page: by pointer, or by the keyboard alone. */
export interface Hands {
  readonly press: (control: Locator) => Promise<void>
  readonly choose: (select: Locator, value: string) => Promise<void>
  /** Replaces what the editor holds by what is on the clipboard. */
  readonly paste: (editor: Locator, text: string) => Promise<void>
  readonly step: (times: number) => Promise<void>
}

/** `forward` is the button that steps. */
export function pointer(forward: Locator): Hands {
  const paste = async (editor: Locator, text: string) => {
    await editor.click()
    await pasteByKeys(editor.page(), text)
  }
  return {
    press: (control) => control.click(),
    choose: async (select, value) => {
      await select.selectOption(value)
    },
    paste,
    step: async (times) => {
      for (let i = 0; i < times; i++) await forward.click()
    },
  }
}

/** `steps` is the row of steps. */
export function keyboard(page: Page, steps: Locator): Hands {
  return {
    press: async (control) => {
      await tabTo(page, control)
      await page.keyboard.press('Enter')
    },
    choose: async (select, value) => {
      await tabTo(page, select)
      await page.keyboard.press('Home')
      const options = await select.locator('option').count()
      for (let i = 0; i < options && (await select.inputValue()) !== value; i++) await page.keyboard.press('ArrowDown')
      await expect(select).toHaveValue(value)
    },
    paste: async (editor, text) => {
      await tabTo(page, editor)
      await pasteByKeys(page, text)
    },
    step: async (times) => {
      await tabTo(page, steps)
      for (let i = 0; i < times; i++) await page.keyboard.press('ArrowRight')
    },
  }
}

async function pasteByKeys(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('ControlOrMeta+v')
}

/** Tabs more than any page of ours has stops. */
const mostTabs = 150

/** Goes to a control by Tab alone; a control Tab does not reach fails the test. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible()
  const isThere = () => control.evaluate((element) => element.matches(':focus'))
  for (let i = 0; i < mostTabs && !(await isThere()); i++) await page.keyboard.press('Tab')
  await expect(control).toBeFocused()
}
