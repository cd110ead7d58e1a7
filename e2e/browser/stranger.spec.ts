import { readdirSync, readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { type Language, languages } from '../../src/index.ts'
import { type Drawn, drawn } from '../drawn.ts'
import { Explorer } from '../explorer.ts'
import { expect, test } from '../fixtures.ts'
import { type Hands, keyboard, pointer } from '../hands.ts'

/** A stranger's whole way: their own text, its error, the packet, a rule, a comparison, and a link for somebody else. */

const folder = new URL('../manifests/', import.meta.url)
const files = readdirSync(folder).sort()
const seed = Number(process.env.PACKETWALK_SEED)
const drawnBySeed = (turn: number) => files[(seed + turn * 5) % files.length] ?? ''

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const

const runs = languages.flatMap((language) => sizes.map((size) => ({ language, size, how: 'pointer' as const })))
const all = [...runs, { language: 'en' as Language, size: sizes[0], how: 'keyboard' as const }]

for (const [turn, { language, size, how }] of all.entries()) {
  const some = process.env.PACKETWALK_FULL === undefined ? [undefined] : files
  for (const file of some) {
    test(`a stranger’s way, ${language}, ${size.width}, ${how}${file ? `, ${file}` : ''}`, async ({
      page,
      context,
    }) => {
      test.setTimeout(120_000)
      const name = file ?? drawnBySeed(turn)
      if (file === undefined) console.log(`stranger: ${name} (PACKETWALK_SEED=${seed})`)
      await context.grantPermissions(['clipboard-read', 'clipboard-write'])
      await page.setViewportSize(size)
      const explorer = new Explorer(page, language)
      const forward = page.getByRole('button', { name: explorer.word('forward') })
      const hands = how === 'pointer' ? pointer(forward) : keyboard(page, explorer.steps)
      await walkThrough(explorer, hands, readFileSync(new URL(name, folder), 'utf8'), size)
    })
  }
}

/** A pane of a phone; beside the others where there is room. */
async function pane({ page, word }: Explorer, hands: Hands, name: 'yaml' | 'rules' | 'picture'): Promise<void> {
  const tab = page.getByRole('navigation').getByRole('button', { name: word(name), exact: true })
  if (await tab.isVisible()) await hands.press(tab)
}

async function optionOf(select: Locator, wanted: RegExp): Promise<string | undefined> {
  const values = await select.locator('option').evaluateAll((options) => {
    return options.map((option) => (option as HTMLOptionElement).value)
  })
  return values.find((value) => wanted.test(value))
}

/** A pane that is not shown is not drawn, so each is compared while it is there. */
async function expectSame(page: Page, other: Page, part: (drawn: Drawn) => object): Promise<void> {
  // What a reader points out is for them alone, and no link carries it: they let go of it first.
  const forget = page.locator('.made-by > button')
  if (await forget.isVisible()) await forget.click()
  const same = async () => expect(part(await drawn(other))).toEqual(part(await drawn(page)))
  await expect(same).toPass({ timeout: 7000 })
}

async function walkThrough(
  explorer: Explorer,
  hands: Hands,
  text: string,
  size: { readonly width: number; readonly height: number },
): Promise<void> {
  const { page, word } = explorer
  // The page opens with a packet and says what it does.
  await explorer.open()
  expect(await explorer.caption()).toMatch(/: \S/)

  // One's own text, with one error and its mend.
  await pane(explorer, hands, 'yaml')
  await hands.paste(explorer.editor, text)
  const error = explorer.problems.locator('.error')
  await expect(error).toHaveCount(1)
  await hands.press(error.getByRole('button').first())
  await expect(error).toHaveCount(0)

  // By way of a node, if there is such a way, else from a Pod.
  const byNode = await optionOf(explorer.to, /^node2:/)
  const to = byNode ?? (await optionOf(explorer.to, /^svc\/(?!default\/kubernetes)/)) ?? ''
  await hands.choose(explorer.to, to)
  if (byNode === undefined) await hands.choose(explorer.from, (await optionOf(explorer.from, /\//)) ?? '')
  await hands.press(page.locator('.request .send'))
  const pause = page.getByRole('button', { name: word('pause') })
  await expect(pause).toBeVisible()
  await hands.press(pause)

  // On to a rule that matched, and what it means in words.
  await pane(explorer, hands, 'rules')
  const lit = page.locator('.chain .lit')
  for (let step = 0; step < 30 && !(await lit.isVisible()); step++) await hands.step(1)
  await hands.step(3)
  await expect(lit).toBeVisible()
  const why = lit.getByRole('button', { name: word('rule.words') })
  await hands.press(why)
  await expect(lit.locator('dl')).toContainText(/\S/)
  await hands.press(why)

  // The same packet under the other policy.
  await page.keyboard.press('c')
  const versus = page.locator('.versus')
  await expect(versus.getByRole('heading', { level: 2 })).toContainText('Local')
  await page.keyboard.press('Escape')
  await expect(versus).toHaveCount(0)
  await expect(explorer.steps).toBeVisible()

  // A link, opened by somebody else.
  await hands.press(page.getByRole('button', { name: word('share'), exact: true }))
  await expect(page.getByText(word('copied'))).toBeVisible()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toBe(page.url())
  const fresh = await page.context().browser()?.newContext({ viewport: size, reducedMotion: 'reduce' })
  if (!fresh) throw new Error('no browser to open the link in')
  const other = new Explorer(await fresh.newPage(), explorer.language)
  await other.page.goto(link)
  await other.ready()
  await pane(explorer, hands, 'rules')
  await pane(other, pointer(other.steps), 'rules')
  await expect(other.page.locator('.chain .lit')).toBeVisible()
  await expectSame(page, other.page, ({ panel, caption, steps }) => ({ panel, caption, steps }))
  await pane(explorer, hands, 'picture')
  await pane(other, pointer(other.steps), 'picture')
  const shown = await drawn(page)
  expect(shown.boxes.length).toBeGreaterThan(3)
  expect(shown.packet).toHaveLength(1)
  await expectSame(page, other.page, ({ panel, ...picture }) => picture)
  expect(other.textInLink()).toBe(explorer.textInLink())
  await expect(other.page.locator('.cv-capsule')).toBeInViewport({ ratio: 0.9 })
  await fresh.close()
}
