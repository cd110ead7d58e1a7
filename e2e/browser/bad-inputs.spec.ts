import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '../fixtures.ts'

const folder = new URL('../bad-inputs/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')

/** The first thing a reader is told of each input; null when there is nothing to complain about. */
const expected: Readonly<Record<string, { readonly message: string } | null>> = JSON.parse(read('expected.json'))
const generated: Readonly<Record<string, { readonly repeat: string; readonly times: number }>> = JSON.parse(
  read('generated.json'),
)
const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
const good = `apiVersion: v1
kind: Service
metadata: { name: good }
spec: { type: NodePort, selector: { app: good }, ports: [{ port: 80, nodePort: 30080 }] }
`

const perTest = 6
for (let from = 0; from < names.length; from += perTest) {
  const some = names.slice(from, from + perTest)
  test(`${some[0]} … ${some.at(-1)}: said where it is wrong, and nothing is lost`, async ({ explorer }) => {
    await explorer.open()
    for (const name of some) {
      const text = read(name)
      await explorer.pasteYaml(text)
      await expect.poll(() => explorer.textInLink(), name).toBe(text.replaceAll('\r\n', '\n'))
      const message = expected[name.replace('.yaml', '')]?.message
      if (message !== undefined) await expect(explorer.problems, name).toContainText(message.replace(/…$/, ''))
      await explorer.pasteYaml(good)
      await explorer.toEnd()
      await explorer.expectCaption(/Answered\. good-\d served client/)
      await expect(explorer.problems, name).toBeHidden()
    }
  })
}

test('while a text has errors the last good picture stays, and undo brings the text back', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  await explorer.pasteYaml(good)
  await explorer.toEnd()
  const caption = await explorer.caption()
  await explorer.pasteYaml(good.replace('30080', '8080'))
  await expect(page.getByText('the picture shows the last valid one')).toBeVisible()
  await explorer.toEnd()
  expect(await explorer.caption()).toBe(caption)
  await explorer.editor.press('ControlOrMeta+z')
  await expect(page.getByText('the picture shows the last valid one')).toBeHidden()
  await expect.poll(() => explorer.textInLink()).toBe(good)
})

test('one press mends what the API server refuses', async ({ explorer, page }) => {
  await explorer.open()
  await explorer.pasteYaml(read('lower-case-policy.yaml'))
  await expect(explorer.problems).toContainText('Unsupported value: "local"')
  await page.getByRole('button', { name: 'Change to Local' }).click()
  await expect(explorer.problems).toBeHidden()
  await expect.poll(() => explorer.textInLink()).toContain('externalTrafficPolicy: Local')
})

test('a text too large to read is refused at once, and the page lives on', async ({ explorer }) => {
  for (const [name, { repeat, times }] of Object.entries(generated)) {
    await explorer.open()
    await explorer.pasteYaml(repeat.repeat(times))
    await expect(explorer.problems).toContainText(expected[name]?.message ?? name)
    await explorer.pasteYaml(good)
    await explorer.toEnd()
    await explorer.expectCaption(/Answered\. good-\d served client/)
  }
})

test('typing, letter by letter, never breaks the page', async ({ explorer, page }) => {
  await explorer.open('#yaml=%20')
  await explorer.editor.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Backspace')
  for (const line of good.split('\n')) {
    await page.keyboard.type(line)
    await page.keyboard.press('Enter')
  }
  await expect(explorer.to).toHaveValue('node1:30080')
  await explorer.toEnd()
  await explorer.expectCaption(/Answered\. good-\d served client/)
})
