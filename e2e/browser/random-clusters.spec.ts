import { readdirSync, readFileSync } from 'node:fs'
import { createWalker, framesAt, renderText } from '../../src/index.ts'
import { expect, test } from '../fixtures.ts'

const folder = new URL('../random-clusters/', import.meta.url)

/** Clusters that nobody wrote: drawn once by the generator of the laws, and kept. */
for (const file of readdirSync(folder).sort()) {
  test(`random cluster ${file}: opens, plays, and tells what the model computes`, async ({ explorer }) => {
    const text = readFileSync(new URL(file, folder), 'utf8')
    const { timeline } = createWalker()(text)
    const last = timeline?.frames.at(-1)
    if (!timeline || !last) throw new Error(`${file} sends nothing`)
    await explorer.openYaml(text)
    expect(await explorer.stepCount()).toBe(framesAt(timeline, 'chains').length)
    await explorer.send()
    await explorer.toEnd()
    await explorer.expectCaption(renderText(last.caption, 'en'))
  })
}
