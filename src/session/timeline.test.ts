import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { renderText } from '../explain/render.ts'
import { depths, type Frame, framesAt, type Timeline } from '../scene/timeline.ts'
import { createWalker } from './walker.ts'

const scenarios = new URL('../../public/scenarios/', import.meta.url)
const goldens = new URL('../scene/goldens/', import.meta.url)
const names = readdirSync(scenarios)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.slice(0, -5))

function timelineOf(name: string): Timeline {
  const { timeline } = createWalker()(readFileSync(new URL(`${name}.yaml`, scenarios), 'utf8'))
  if (!timeline) throw new Error(`${name} sends nothing`)
  return timeline
}

/** A frame as one line: place, depth, header and sentence. */
function line({ place, depth, header, ending, caption }: Frame): string {
  const at = [place.host, place.table, place.station].filter(Boolean).join(' ')
  const mark = header.mark === 0 ? '' : ` mark 0x${header.mark.toString(16)}`
  const end = ending ? ` [${ending}]` : ''
  return `${at} | ${depth} | ${header.flag} ${header.source} > ${header.destination}${mark}${end}\n    ${renderText(caption, 'en')}\n    ${renderText(caption, 'zh-CN')}\n`
}

describe.each(names)('%s', (name) => {
  const timeline = timelineOf(name)

  it('is told as its golden says', () => {
    // Of what is folded, the golden holds what can be opened at depth `chains`.
    const told = timeline.frames
      .filter(({ fold, depth }) => fold === undefined || fold.head || depth !== 'trace')
      .map(line)
      .join('')
    const file = new URL(`${name}.timeline`, goldens)
    if (process.env.UPDATE_GOLDENS === '1') writeFileSync(file, told)
    expect(told).toBe(readFileSync(file, 'utf8'))
  })

  it('tells more at each depth, and ends the same at all', () => {
    const steps = depths.map((depth) => framesAt(timeline, depth))
    for (const [i, shown] of steps.entries()) {
      expect(shown.at(-1)).toBe(timeline.frames.length - 1)
      for (const index of shown) expect(steps[Math.min(i + 1, steps.length - 1)]).toContain(index)
    }
    expect(steps[2]?.length).toBeLessThanOrEqual(30)
  })

  it('has no empty place in a sentence', () => {
    for (const frame of timeline.frames) {
      for (const language of ['en', 'zh-CN'] as const) {
        const text = renderText(frame.caption, language)
        expect(text).not.toMatch(/ {2}|undefined|\{|\(\)| [,.;:]|^ /)
      }
    }
  })
})

it('NodePort is told in about two dozen steps: through node2 and back through it', () => {
  const timeline = timelineOf('nodeport-snat')
  const hosts = framesAt(timeline, 'chains').map((index) => timeline.frames[index]?.place.host)
  const runs = hosts.filter((host, i) => host !== hosts[i - 1])
  expect(runs).toEqual(['client', 'router', 'node2', 'node1', 'default/web-1', 'node1', 'node2', 'router', 'client'])
})

it('Local drops in KUBE-EXTERNAL-SERVICES on the contacted node, and ends with the client waiting', () => {
  const { frames } = timelineOf('local-drops')
  const drop = frames.find((frame) => frame.ending === 'dropped')
  expect(drop?.place).toEqual({ host: 'node2', station: 'INPUT', table: 'filter' })
  expect(drop?.stack.at(-1)?.chain).toBe('KUBE-EXTERNAL-SERVICES')
  expect(frames.at(-1)).toMatchObject({ place: { host: 'client' }, ending: 'timeout' })
})
