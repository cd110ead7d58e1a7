import { inflateRawSync } from 'node:zlib'
import { expect, type Locator, type Page } from '@playwright/test'
import { type Language, languages, learn, type PageKey, pageText } from '../src/index.ts'

// Names are looked up in the reader's language; the page fetches only the words it speaks.
for (const language of languages) await learn(language)

/** The page as a person uses it: what they find by its role and name, and what they do there. */
export class Explorer {
  readonly page: Page
  /** Every step of the packet in a row; its value is the step, its text the sentence. */
  readonly steps: Locator
  readonly editor: Locator
  readonly problems: Locator
  readonly from: Locator
  readonly to: Locator
  readonly pod: Locator
  readonly scenario: Locator

  /** A word of the page in its language. */
  readonly word: (key: PageKey) => string
  readonly language: Language

  constructor(page: Page, language: Language = 'en') {
    this.page = page
    this.language = language
    this.word = (key) => pageText(key, language)
    this.steps = page.getByRole('slider', { name: this.word('timeline') })
    this.editor = page.getByRole('textbox', { name: this.word('editorLabel') })
    this.problems = page.getByRole('list', { name: this.word('problems') })
    this.from = page.getByLabel(this.word('from'), { exact: true })
    this.to = page.getByLabel(this.word('to'), { exact: true })
    this.pod = page.getByLabel(this.word('pod'), { exact: true })
    this.scenario = page.getByRole('combobox', { name: this.word('scenario'), exact: true })
  }

  /** Opens the page at a hash, and waits until it can be used. `query` may choose a theme. */
  async open(hash = '', query: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.page.goto(`./?${new URLSearchParams({ lang: this.language, ...query })}${hash}`)
    await this.ready()
  }

  /** Waits until the page can be used. */
  async ready(): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveCount(1)
    const play = this.page.getByRole('button', { name: this.word('play'), exact: true })
    await expect(play.or(this.page.locator('.versus'))).toBeVisible()
    await expect(this.page.locator('.editor-skeleton')).toBeHidden()
    await expect(this.page.locator('.canvas[aria-busy]')).toBeHidden()
    await expect(this.page.locator('.waiting')).toHaveCount(0)
  }

  /** Opens the page with this text and nothing else. */
  openYaml(text: string): Promise<void> {
    return this.open(`#yaml=${encodeURIComponent(text)}`)
  }

  /** Replaces the text in the editor by a paste. */
  async pasteYaml(text: string): Promise<void> {
    await this.editor.focus()
    await this.page.keyboard.press('ControlOrMeta+a')
    await this.editor.evaluate((editor, pasted) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', pasted)
      editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, text)
  }

  async send(): Promise<void> {
    const again = this.page.getByRole('button', { name: this.word('sendAgain') })
    await this.page
      .getByRole('button', { name: this.word('send') })
      .or(again)
      .click()
  }

  /** The way to say it with the keyboard, from the row of steps. */
  async press(...keys: readonly string[]): Promise<void> {
    await this.steps.focus()
    for (const key of keys) await this.page.keyboard.press(key)
  }

  async step(times = 1): Promise<void> {
    for (let i = 0; i < times; i++) await this.page.getByRole('button', { name: this.word('forward') }).click()
  }

  async back(times = 1): Promise<void> {
    for (let i = 0; i < times; i++) await this.page.getByRole('button', { name: this.word('back') }).click()
  }

  /** Goes to the last step, where the outcome is told. */
  async toEnd(): Promise<void> {
    await this.press('End')
  }

  /** `node2 · nat PREROUTING: sentence` of the step on the screen. */
  async caption(): Promise<string> {
    return (await this.steps.getAttribute('aria-valuetext')) ?? ''
  }

  async expectCaption(words: string | RegExp): Promise<void> {
    const pattern = typeof words === 'string' ? new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : words
    await expect(this.steps).toHaveAttribute('aria-valuetext', pattern)
  }

  async expectStep(step: number): Promise<void> {
    await expect(this.steps).toHaveAttribute('aria-valuenow', String(step))
  }

  async stepCount(): Promise<number> {
    return Number(await this.steps.getAttribute('aria-valuemax'))
  }

  /** All sentences, from the first step to the last. */
  async allCaptions(): Promise<readonly string[]> {
    await this.press('Home')
    const captions = [await this.caption()]
    for (let step = 2; step <= (await this.stepCount()); step++) {
      await this.page.keyboard.press('ArrowRight')
      await this.expectStep(step)
      captions.push(await this.caption())
    }
    return captions
  }

  /** The text as the address bar holds it; undefined while it holds a scenario's name, or no text yet. */
  textInLink(): string | undefined {
    const packed = /[#&]v1=([\w-]+)/.exec(this.page.url())?.[1]
    if (packed === undefined) return undefined
    return JSON.parse(inflateRawSync(Buffer.from(packed, 'base64url')).toString('utf8')).text
  }
}
