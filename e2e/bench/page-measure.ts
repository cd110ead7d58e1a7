import type { CDPSession, Page } from '@playwright/test'
import { median } from './median.ts'

/** Milliseconds that the page's main thread was busy while something was done, and how many frames were drawn. */
export interface Busy {
  readonly ms: number
  readonly frames: number
}

/** A page with what DevTools knows of it. */
export interface Bench {
  readonly page: Page
  readonly devtools: CDPSession
}

export async function busyWhile({ page, devtools }: Bench, act: () => Promise<unknown>): Promise<Busy> {
  const before = await metric(devtools, 'TaskDuration')
  const frames = page.evaluate(() => {
    const counted = { frames: 0, on: true }
    Object.assign(window, { counted })
    const tick = () => {
      counted.frames++
      if (counted.on) requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  await frames
  await act()
  const drawn = await page.evaluate(() => {
    const { counted } = window as unknown as { counted: { frames: number; on: boolean } }
    counted.on = false
    return counted.frames
  })
  return { ms: ((await metric(devtools, 'TaskDuration')) - before) * 1000, frames: drawn }
}

async function metric(devtools: CDPSession, name: string): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return metrics.find((one) => one.name === name)?.value ?? Number.NaN
}

/** Waits without keeping the page busy. */
export function rest(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}

/** Milliseconds from a key to the picture that shows it, or where there is no picture to the frame after it. */
export async function keystroke(page: Page, key: string, picture: boolean): Promise<number> {
  await page.evaluate((waits) => {
    const taken = new Promise<number>((resolve, reject) => {
      setTimeout(reject, 10_000, 'the picture did not change')
      addEventListener(
        'keydown',
        () => {
          const start = performance.now()
          const painted = () =>
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel()
              port1.onmessage = () => resolve(performance.now() - start)
              port2.postMessage(0)
            })
          const canvas = waits ? document.querySelector('.react-flow__nodes') : null
          if (!canvas) return painted()
          const observer = new MutationObserver(() => {
            observer.disconnect()
            painted()
          })
          observer.observe(canvas, { subtree: true, childList: true, characterData: true, attributes: true })
        },
        { once: true, capture: true },
      )
    })
    Object.assign(window, { taken })
  }, picture)
  await page.keyboard.press(key)
  return page.evaluate(() => (window as unknown as { taken: Promise<number> }).taken)
}

const kinds = ['TaskDuration', 'ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration'] as const

/** How the main thread's time went while something was done, and the functions that took most of it themselves. */
export async function busiest({ devtools }: Bench, act: () => Promise<unknown>): Promise<string> {
  const start = await Promise.all(kinds.map((kind) => metric(devtools, kind)))
  await devtools.send('Profiler.enable')
  await devtools.send('Profiler.setSamplingInterval', { interval: 200 })
  await devtools.send('Profiler.start')
  await act()
  const { profile } = await devtools.send('Profiler.stop')
  const end = await Promise.all(kinds.map((kind) => metric(devtools, kind)))
  const [task = 0, ...parts] = end.map((value, i) => value - (start[i] ?? 0))
  const share = parts.map((part, i) => `${['script', 'style', 'layout'][i]} ${Math.round((100 * part) / task)} %`)
  const names = new Map(
    profile.nodes.map(({ id, callFrame }) => [id, { name: callFrame.functionName || '(anonymous)', ...callFrame }]),
  )
  const spent = new Map<string, number>()
  let whole = 0
  for (const [i, id] of (profile.samples ?? []).entries()) {
    const frame = names.get(id)
    if (!frame || (frame.name.startsWith('(') && frame.name !== '(anonymous)')) continue
    const time = profile.timeDeltas?.[i] ?? 0
    whole += time
    const file = frame.url
      .split('/')
      .at(-1)
      ?.replace(/-[\w-]{8}\.js$/, '')
    const name = file ? `${frame.name} (${file}:${frame.lineNumber + 1})` : frame.name
    spent.set(name, (spent.get(name) ?? 0) + time)
  }
  const top = [...spent].toSorted((a, b) => b[1] - a[1]).slice(0, 3)
  const functions = top.map(([name, time]) => `${name} ${Math.round((100 * time) / whole)} %`)
  return `${share.join(', ')}, the rest painting; of the script ${functions.join(', ')}`
}

/** The median of so many figures taken one after the other. */
export async function medianOf(rounds: number, take: () => Promise<number>): Promise<number> {
  const figures: number[] = []
  for (let i = 0; i < rounds; i++) figures.push(await take())
  return median(figures)
}
