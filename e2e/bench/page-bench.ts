import { spawnSync } from 'node:child_process'
import { type Browser, chromium } from '@playwright/test'
import { browserArguments, findBrowser, noBrowser } from '../../scripts/find-browser.js'
import { serve } from '../../scripts/serve.js'
import { manyManifests } from './many-manifests.ts'
import { manyNodes } from './many-nodes.ts'
import { median } from './median.ts'
import { type Bench, busiest, busyWhile, keystroke, medianOf, rest } from './page-measure.ts'
import { sizeShares } from './size-shares.ts'

const rounds = 5
const keys = 12
/** Lines from the top of the text to the name of the first Deployment. */
const nameLine = 14
const size = { width: 1440, height: 900 }
const pages = 'e2e/bench/page'

/** One line: a figure, what it is compared with in this run, and whether that is what is wanted. */
interface Line {
  readonly what: string
  readonly figure: string
  readonly baseline: string
  readonly judged?: { readonly wanted: string; readonly met: boolean; readonly why?: string }
}

/**
 * Measures the page in a real browser against named baselines of the same run, and prints a table of ratios. An argument
 * asks for one part: `typing`, `frames`, `drawing` or `sizes`.
 */
export async function benchPage(built: {
  readonly root: string
  readonly site: string
  readonly editor: string
}): Promise<void> {
  const executablePath = await findBrowser()
  if (executablePath === undefined) throw new Error(noBrowser)
  const site = await serve(0, built.site)
  const editor = await serve(0, built.editor)
  const browser = await chromium.launch({ executablePath, args: browserArguments })
  console.log(
    `Medians of ${rounds}, in ${await version(browser)}, not minified; each figure beside its baseline of this run.\n`,
  )
  const [wanted] = process.argv.slice(2)
  const asked = (part: string) => wanted === undefined || wanted === part
  try {
    for (const services of asked('typing') ? [1, 10, 100] : []) print(await typing(browser, site, editor, services))
    if (asked('frames')) for (const line of await frames(browser, site)) print(line)
    const scales = [
      [20, 200],
      [100, 1000],
    ] as const
    for (const [nodes, pods] of asked('drawing') ? scales : [])
      for (const line of await drawing(browser, site, nodes, pods)) print(line)
    if (asked('sizes')) for (const line of await sizes(built.root)) print(line)
  } finally {
    await browser.close()
  }
  process.exit()
}

function print({ what, figure, baseline, judged }: Line): void {
  const verdict = judged ? `wanted ${judged.wanted}: ${judged.met ? 'met' : 'MISSED'}` : ''
  console.log(`${what.padEnd(44)} ${figure.padEnd(30)} ${baseline.padEnd(52)} ${verdict}`)
  if (judged?.why) console.log(`    most: ${judged.why}`)
}

async function open(browser: Browser, address: string): Promise<Bench> {
  const page = await browser.newPage({ viewport: size })
  await page.goto(address)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  return { page, devtools }
}

/** Calls a function of the bench's own pages. */
async function ask({ page }: Bench, name: string, argument?: string | number): Promise<void> {
  await page.waitForFunction(() => 'bench' in window)
  await page.evaluate(
    ([called, given]) => {
      const { bench } = window as unknown as { bench: Record<string, (given?: unknown) => unknown> }
      bench[String(called)]?.(given ?? undefined)
    },
    [name, argument ?? null] as const,
  )
}

/** A letter and its deletion in turn, so that the name stays one. */
function keyAt(i: number): string {
  return i % 2 === 0 ? 'x' : 'Backspace'
}

async function typing(browser: Browser, site: string, editor: string, services: number): Promise<Line> {
  const text = manyManifests(services)
  const whole = await open(browser, `${site}?lang=en&motion=off#yaml=${encodeURIComponent(text)}`)
  const alone = await open(browser, `${editor}${pages}/editor.html`)
  await ask(alone, 'prepare', text)
  const caret = async ({ page }: Bench) => {
    await page.locator('.cm-content').focus()
    await page.keyboard.press('ControlOrMeta+Home')
    // To the end of the first Deployment's name: a letter there names its Pods anew.
    for (let line = 0; line < nameLine; line++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('End')
  }
  for (const one of [whole, alone]) {
    // A page in the background draws no frames.
    await one.page.bringToFront()
    await one.page.locator('.cm-content').waitFor()
    await caret(one)
    for (let i = 0; i < 4; i++) await keystroke(one.page, keyAt(i), one === whole)
  }
  const taken = { whole: [] as number[], alone: [] as number[] }
  const at = (figures: readonly number[], part: number) =>
    figures.toSorted((a, b) => a - b)[Math.min(figures.length - 1, Math.floor(figures.length * part))] ?? Number.NaN
  const fifty = { whole: [] as number[], alone: [] as number[] }
  const most = { whole: [] as number[], alone: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    for (const [name, bench] of [
      ['whole', whole],
      ['alone', alone],
    ] as const) {
      taken[name] = []
      await bench.page.bringToFront()
      for (let i = 0; i < keys; i++) taken[name].push(await keystroke(bench.page, keyAt(i), name === 'whole'))
      fifty[name].push(at(taken[name], 0.5))
      most[name].push(at(taken[name], 0.95))
    }
  }
  const p50 = { whole: median(fifty.whole), alone: median(fifty.alone) }
  const p95 = { whole: median(most.whole), alone: median(most.alone) }
  const ratio = p50.whole / p50.alone
  await whole.page.bringToFront()
  const met = ratio <= 2
  const ordinary = services <= 10
  const why =
    met || !ordinary
      ? undefined
      : await busiest(whole, async () => {
          for (let i = 0; i < keys; i++) await keystroke(whole.page, keyAt(i), true)
        })
  await whole.page.close()
  await alone.page.close()
  return {
    what: `key to new picture, ${services} Services`,
    figure: `${ratio.toFixed(2)} × (p95 ${(p95.whole / p95.alone).toFixed(2)} ×)`,
    baseline: `editor alone: ${ms(p50.alone)}, p95 ${ms(p95.alone)}; page ${ms(p50.whole)}`,
    // A hundred Services are no ordinary text: what that costs is told all the same.
    ...(ordinary ? { judged: { wanted: '≤ 2 ×', met, ...(why ? { why } : {}) } } : {}),
  }
}

async function frames(browser: Browser, site: string): Promise<readonly Line[]> {
  const watch = 1000
  const perFrame = async (bench: Bench) => {
    await bench.page.bringToFront()
    return medianOf(rounds, async () => {
      const { ms: busy, frames: drawn } = await busyWhile(bench, () => rest(watch))
      return busy / drawn
    })
  }
  const empty = await open(browser, 'about:blank')
  const base = await perFrame(empty)
  await empty.page.close()
  const line = (what: string, figure: number, most?: number, why?: string): Line => ({
    what,
    figure: `${(figure - base).toFixed(2)} ms above it (${(figure / base).toFixed(1)} ×)`,
    baseline: `empty loop: ${base.toFixed(2)} ms per frame`,
    ...(most === undefined
      ? {}
      : { judged: { wanted: `≤ ${most} ms above`, met: figure - base <= most, ...(why ? { why } : {}) } }),
  })
  const lines: Line[] = []
  const whole = await open(browser, `${site}?lang=en&motion=on#scenario=nodeport-snat`)
  await whole.page.getByRole('button', { name: 'Play', exact: true }).waitFor()
  await rest(1000)
  lines.push(line('a frame at rest', await perFrame(whole)))
  await whole.page.getByRole('button', { name: 'Play', exact: true }).click()
  lines.push(line('a frame of one packet', await perFrame(whole)))
  await whole.page.close()
  for (const [dots, most] of [
    [100, 4],
    [500, 8],
  ] as const) {
    const bench = await open(browser, `${site}${pages}/canvas.html`)
    await ask(bench, 'prepare', manyNodes(2, 3))
    await ask(bench, 'render')
    await rest(700)
    await ask(bench, 'swarm', dots)
    const figure = await perFrame(bench)
    await expectDots(bench, dots)
    const why = figure - base > most ? await busiest(bench, () => rest(watch)) : undefined
    lines.push(line(`a frame of ${dots} packets`, figure, most, why))
    await bench.page.close()
  }
  return lines
}

async function drawing(browser: Browser, site: string, nodes: number, pods: number): Promise<readonly Line[]> {
  const text = manyNodes(nodes, pods)
  const first = { canvas: [] as number[], bare: [] as number[] }
  const panned = { canvas: [] as number[], bare: [] as number[] }
  let why: string | undefined
  for (let round = 0; round < rounds; round++) {
    for (const name of ['canvas', 'bare'] as const) {
      const bench = await open(browser, `${site}${pages}/${name}.html`)
      await ask(bench, 'prepare', text)
      const act = async () => {
        await ask(bench, 'render')
        await bench.page.locator('.react-flow__node').first().waitFor()
        await rest(400)
      }
      const { ms: busy } = await busyWhile(bench, act)
      await expectPicture(bench)
      first[name].push(busy)
      const { ms: pan, frames: drawn } = await busyWhile(bench, () => drag(bench))
      panned[name].push(pan / drawn)
      await bench.page.close()
    }
  }
  const [ours, theirs] = [median(first.canvas), median(first.bare)]
  const met = ours / theirs <= 1.5
  if (!met) {
    const bench = await open(browser, `${site}${pages}/canvas.html`)
    await ask(bench, 'prepare', text)
    why = await busiest(bench, async () => {
      await ask(bench, 'render')
      await rest(800)
    })
    await bench.page.close()
  }
  const scale = `${nodes} nodes, ${pods} Pods`
  return [
    {
      what: `first picture, ${scale}`,
      figure: `${(ours / theirs).toFixed(2)} × (${ms(ours)})`,
      baseline: `React Flow with the same boxes: ${ms(theirs)}`,
      ...(nodes === 100 ? { judged: { wanted: '≤ 1.5 ×', met, ...(why ? { why } : {}) } } : {}),
    },
    {
      what: `a frame of panning, ${scale}`,
      figure: `${(median(panned.canvas) / median(panned.bare)).toFixed(2)} × (${median(panned.canvas).toFixed(2)} ms)`,
      baseline: `React Flow with the same boxes: ${median(panned.bare).toFixed(2)} ms`,
    },
  ]
}

/** A bench of a picture that nobody sees would measure nothing. */
async function expectPicture({ page }: Bench): Promise<void> {
  const box = await page.locator('.react-flow').boundingBox()
  if (!box || box.height < size.height / 2) throw new Error('the picture is not there')
}

/** Every dot is some twenty pixels, though many lie on each other. */
async function expectDots({ page }: Bench, dots: number): Promise<void> {
  const painted = await page.locator('.cv-swarm canvas').evaluate((element) => {
    const canvas = element as HTMLCanvasElement
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    let count = 0
    for (let i = 3; i < data.length; i += 4) count += Number((data[i] ?? 0) > 0)
    return count
  })
  if (painted < dots * 5) throw new Error(`of ${dots} dots only ${painted} pixels are there`)
}

/** Drags the ground to and fro. */
async function drag({ page }: Bench): Promise<void> {
  await page.mouse.move(4, 450)
  await page.mouse.down()
  for (let i = 0; i < 40; i++) {
    await page.mouse.move(4 + 6 * (i % 20), 450)
    await page.evaluate(() => new Promise(requestAnimationFrame))
  }
  await page.mouse.up()
}

/** The budgets' own lines, and what a reader without the editor waits for. */
async function sizes(root: string): Promise<readonly Line[]> {
  const { stdout } = spawnSync(process.execPath, ['scripts/size.js'], { cwd: root, encoding: 'utf8' })
  const kilobytes = new Map(
    [...stdout.matchAll(/^(\w+): ([\d.]+) of/gm)].map(([, name = '', size]) => [name, Number(size)]),
  )
  const line = (what: string, size: number, most: number, baseline: string, why?: string): Line => ({
    what,
    figure: `${size.toFixed(1)} kB gzipped`,
    baseline,
    judged: { wanted: `≤ ${most} kB`, met: size <= most, ...(why ? { why } : {}) },
  })
  const page = kilobytes.get('page') ?? Number.NaN
  const view = kilobytes.get('view') ?? Number.NaN
  const shares = page + view > 220 ? await sizeShares(root) : []
  const most = shares.slice(0, 12).map(([name, size]) => `${name} ${size.toFixed(0)} kB`)
  return [
    line(
      'JavaScript without the editor',
      page + view,
      220,
      `page ${page} kB + picture and rules ${view} kB`,
      most.join(', '),
    ),
    line('the editor', kilobytes.get('editor') ?? Number.NaN, 140, 'what comes with it alone'),
  ]
}

function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`
}

async function version(browser: Browser): Promise<string> {
  return `Chromium ${browser.version()}`
}
