import fc from 'fast-check'
import { createWalker, framesAt, renderText } from '../../src/index.ts'
import { clusterYaml, randomCluster } from '../../src/session/cluster.arbitrary.ts'
import { expect, test } from '../fixtures.ts'

const numRuns = process.env.PACKETWALK_FULL === '1' ? 100 : 8
const clusters = fc.sample(randomCluster, { seed: 20_120, numRuns })

for (const [index, cluster] of clusters.entries()) {
  test(`random cluster ${index + 1}: the page tells what the model computes`, async ({ explorer, page }) => {
    const text = clusterYaml(cluster)
    const { timeline } = createWalker()(text)
    await explorer.openYaml(text)
    if (!timeline) {
      await expect(page.getByText('nothing to send a packet to')).toBeVisible()
      return
    }
    expect(await explorer.stepCount()).toBe(framesAt(timeline, 'chains').length)
    await explorer.toEnd()
    const last = timeline.frames.at(-1)
    if (last) await explorer.expectCaption(renderText(last.caption, 'en'))
  })
}
