import { readdirSync, readFileSync } from 'node:fs'
import { causeDocs, createWalker, explainCause, renderText, type Trace, type Walk } from '../../src/index.ts'
import type { Explorer } from '../explorer.ts'
import { expect, test } from '../fixtures.ts'

const folder = new URL('../../public/scenarios/', import.meta.url)

interface Ended {
  readonly id: string
  readonly walk: Walk
  readonly trace: Trace & { readonly cause: NonNullable<Trace['cause']> }
}

/** One scenario for each way a request can fail. */
const failures = new Map<string, Ended>()
for (const file of readdirSync(folder)) {
  const walk = createWalker()(readFileSync(new URL(file, folder), 'utf8'))
  const { trace } = walk
  const refused = walk.diagnostics.some(({ severity }) => severity === 'error')
  if (trace?.cause && !refused && !failures.has(trace.cause))
    failures.set(trace.cause, { id: file.replace('.yaml', ''), walk, trace: { ...trace, cause: trace.cause } })
}

async function openEnd(explorer: Explorer, id: string): Promise<void> {
  await explorer.open(`#scenario=${id}`)
  await explorer.toEnd()
}

/** A sentence on the page: each address has its owner's key in front. */
function asShown(sentence: string): RegExp {
  const literal = sentence.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(literal.replace(/\b\d+\\\.\d+/g, '\\w*$&'))
}

for (const [cause, { id, walk, trace }] of failures) {
  test(`${cause}: the end of ${id} says why, where, what to do and where to read on`, async ({ explorer, page }) => {
    await openEnd(explorer, id)
    const words = explainCause(trace, walk.cluster)
    const outcome = page.locator('section.outcome')
    for (const message of [words?.sentence, words?.remedy]) {
      if (!message) throw new Error('no words')
      await expect(outcome).toContainText(asShown(renderText(message, 'en')))
    }
    if (trace.where !== null) await expect(outcome).toContainText(trace.where.split('/').at(-1) as string)
    await expect(outcome.getByRole('link')).toHaveAttribute('href', causeDocs(trace.cause, 'en'))
    const sender = trace.flow.from.split('/').at(-1) as string
    if (trace.outcome === 'timed-out') await expect(page.getByText(`${sender} waits`)).toBeVisible()
    else await expect(page.locator('.cv-ending')).toBeVisible()
  })
}

test('every ending has a word and a shape of its own', async ({ explorer, page }) => {
  test.slow()
  const endings = [
    ['nodeport-snat', 'Answered'],
    ['why-snat', 'Timed out'],
    ['foreign-reject', 'Refused by ICMP'],
    ['target-port-nobody-listens', 'Refused by RST'],
    ['external-ip-not-routed', 'Unreachable'],
    ['external-ip-loop', 'A loop until TTL 0'],
    ['match-not-modelled', 'Not certain'],
  ] as const
  const shapes = new Set<string>()
  for (const [id, word] of endings) {
    await page.goto('about:blank')
    await openEnd(explorer, id)
    const heading = page.getByRole('region', { name: word }).getByRole('heading', { name: word })
    await expect(heading).toBeVisible()
    shapes.add(await heading.locator('svg').innerHTML())
  }
  expect(shapes.size).toBe(endings.length)
})

test('without SNAT the answer arrives with the wrong address, and the client resets it and waits', async ({
  explorer,
}) => {
  await explorer.open('#scenario=why-snat')
  const captions = await explorer.allCaptions()
  const arrives = captions.findIndex((caption) =>
    /^client.*comes from 10\.244\.1\.2:8080, but client asked/.test(caption),
  )
  expect(captions[arrives + 1]).toMatch(/^client.*never asked 10\.244\.1\.2:8080: it resets this answer/)
  expect(captions.at(-1)).toMatch(/^client.*Timed out\./)
})

test('a REJECT is an ICMP error that travels all the way back', async ({ explorer }) => {
  await explorer.open('#scenario=foreign-reject')
  const captions = await explorer.allCaptions()
  const sent = captions.findIndex((caption) => /^node1.*sends ICMP port unreachable/.test(caption))
  const back = captions.slice(sent).map((caption) => caption.split(/[ :]/)[0])
  expect([...new Set(back)]).toEqual(['node1', 'node2', 'router', 'client'])
  expect(captions.at(-1)).toContain('Refused. ICMP port unreachable from 192.168.0.12 told client')
})

test('a loop is told by its first rounds and its last', async ({ explorer }) => {
  await explorer.open('#scenario=external-ip-loop')
  const captions = await explorer.allCaptions()
  expect(captions.length).toBeLessThanOrEqual(30)
  expect(captions.some((caption) => caption.includes('lowers the TTL to 1.'))).toBe(true)
  expect(captions.some((caption) => /^node2.*TTL of the packet ran out at node2/.test(caption))).toBe(true)
})
