import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { renderText } from '../explain/render.ts'
import { whyNot } from '../scene/why-not.ts'
import { createWalker } from './walker.ts'

const walk = createWalker()(readFileSync(new URL('../../public/scenarios/nodeport-snat.yaml', import.meta.url), 'utf8'))

/** What is said of one rule of a chain on node2, at the frame whose top chain and rule these are. */
function said(chain: RegExp, current: number, asked: number): string | undefined {
  const frame = walk.timeline?.frames.find(
    (f) => f.place.host === 'node2' && chain.test(f.stack.at(-1)?.chain ?? '') && f.stack.at(-1)?.rule === current,
  )
  const name = frame?.stack.at(-1)?.chain
  const table = walk.rulesets.node2?.tables.find((t) => t.name === frame?.place.table)
  const rule = table?.chains.find((c) => c.name === name)?.rules[asked - 1]
  if (!frame || !rule || !walk.trace) throw new Error('no such frame or rule')
  const message = whyNot(rule, asked, frame, walk.trace, walk.network)
  return message && renderText(message, 'en')
}

it('names the value that did not fit', () => {
  expect(said(/^KUBE-SERVICES$/, 6, 1)).toBe('Not matched: the destination is 192.168.0.12.')
  expect(said(/^KUBE-SEP-/, 2, 1)).toBe('Not matched: the source is 203.0.113.10.')
})

it('takes the mark as it was when the rule was asked, not as later rules left it', () => {
  expect(said(/^KUBE-POSTROUTING$/, 3, 1)).toBe('Not matched: the mark is 0x4000.')
  expect(said(/^KUBE-POSTROUTING$/, 3, 2)).toBeUndefined()
})
