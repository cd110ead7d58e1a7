import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Trace, TraceEvent } from '../../src/trace/trace.ts'
import { type Backend, backends, type KernelCase } from './case.ts'
import { cases } from './cases/index.ts'
import { compareJourneys } from './compare.ts'
import { modelJourney } from './model-journey.ts'
import { type Recorded, recordedCase, recordedFile } from './recorded.ts'
import { scriptOf } from './script.ts'

const recorded = JSON.parse(readFileSync(recordedFile, 'utf8')) as Recorded
const recordedTest = cases.find(
  ({ shape, name }) => shape === recordedCase.shape && name === recordedCase.name,
) as KernelCase

/** What differs between the recorded run and the model's, after the trace of the first request was spoiled. */
function differences(backend: Backend, test: KernelCase, spoil: (trace: Trace) => Trace = (trace) => trace) {
  return scriptOf(test).traced.map(({ trace, known }, i) => {
    const kernel = recorded[backend]?.[i]
    if (!kernel) throw new Error(`no recorded run of request ${i + 1}: npm run test:kernel -- --write`)
    const model = modelJourney(i === 0 ? spoil(trace) : trace, backend, known)
    return compareJourneys(model, kernel).map((difference) => difference.what)
  })
}

/** The trace with the events of its first packet changed. */
function withEvents(trace: Trace, change: (events: readonly TraceEvent[]) => readonly TraceEvent[]): Trace {
  const packets = trace.packets.map((packet, i) => (i === 0 ? { ...packet, events: change(packet.events) } : packet))
  return { ...trace, packets }
}

describe.each(backends)('a run of the kernel kept from the %s backend', (backend) => {
  test('is what the model says', () => {
    expect(differences(backend, recordedTest).flat()).toEqual([])
  })

  test('differs from a model without KUBE-MARK-MASQ', () => {
    const [first] = differences(backend, { ...recordedTest, without: /-j KUBE-MARK-MASQ/ })
    expect(first).toContain('outcome')
    expect(first).toContain('SYN: rules on node2')
    expect(first).toContain('SYN: interfaces')
    expect(first).toContain('conntrack on node2')
  })

  test('differs from a trace with two rules swapped', () => {
    const spoiled = (trace: Trace) =>
      withEvents(trace, (events) => {
        const at = events.findIndex((event) => event.type === 'rule' && event.chain === 'KUBE-MARK-MASQ')
        return [
          ...events.slice(0, at - 1),
          ...events.slice(at, at + 1),
          ...events.slice(at - 1, at),
          ...events.slice(at + 1),
        ]
      })
    expect(differences(backend, recordedTest, spoiled)[0]).toEqual(['SYN: rules on node2'])
  })

  test('differs from a trace with one TTL off by one', () => {
    let changed = false
    const spoiled = (trace: Trace) =>
      withEvents(trace, (events) =>
        events.map((event) => {
          if (changed || event.type !== 'cross' || event.host !== 'node1') return event
          changed = true
          return { ...event, ttl: event.ttl - 1 }
        }),
      )
    expect(differences(backend, recordedTest, spoiled)[0]).toEqual(['SYN: interfaces'])
  })

  test('differs from a trace with another Pod, another port seen, another connection state', () => {
    const spoiled = (trace: Trace): Trace => ({
      ...trace,
      server: trace.server && { ...trace.server, name: 'default/web-2' },
      conntrack: {
        ...trace.conntrack,
        node2: trace.conntrack.node2?.map((l) => l.replace('ESTABLISHED', 'CLOSE')) ?? [],
      },
    })
    expect(differences(backend, recordedTest, spoiled)[0]).toEqual(['server', 'conntrack on node2'])
  })
})
