import { describe, expect } from 'vitest'
import { createWalker } from '../walker.ts'
import { inBothModes, observed, service } from './observed.arbitrary.ts'

/** The servers of everything sent before, and of the request itself. */
function servers(
  egress: string,
  stages: readonly string[],
  request: { from: string; to: string },
  seconds = 10800,
): readonly string[] {
  const affinity = `sessionAffinity: ClientIP, sessionAffinityConfig: { clientIP: { timeoutSeconds: ${seconds} } }`
  const text = observed(service('kind: a', affinity), [egress, `before: [${stages.join(', ')}]`])
  const { trace, diagnostics } = createWalker()(text, request)
  expect(diagnostics.filter(({ stage }) => stage === 'lab')).toEqual([])
  return [...(trace?.before ?? []), trace].map((one) => one?.server?.name.replace(/^.*\//, '') ?? 'nobody')
}

const send = (from: string, to: string, repeat: number, more = '') =>
  `{ send: { from: ${from}, to: "${to}", repeat: ${repeat}${more} } }`

describe('Session affinity ClientIP', () => {
  inBothModes('one caller stays on one Pod: 21 of 21', (egress) => {
    const asked = servers(egress, [send('b1', '10.96.0.100:80', 20)], { from: 'b1', to: '10.96.0.100:80' })
    expect(asked).toHaveLength(21)
    expect(new Set(asked).size).toBe(1)
  })

  inBothModes('another caller on another node draws for itself', (egress) => {
    const first = new Set<string>()
    for (let seed = 1; seed <= 10; seed++) {
      const [b1, b2] = servers(
        egress,
        [send('b1', '10.96.0.100:80', 1, ', pick: a1'), send('b2', '10.96.0.100:80', 1, `, seed: ${seed}`)],
        {
          from: 'b1',
          to: '10.96.0.100:80',
        },
      )
      expect(b1).toBe('a1')
      first.add(b2 ?? '')
    }
    expect([...first].sort()).toEqual(['a1', 'a2', 'a3'])
  })

  inBothModes('the memory is the node’s own: the same client through another node may land elsewhere', (egress) => {
    const stages = [send('client', 'node2:30080', 10, ', pick: a1'), send('client', 'node3:30080', 10, ', pick: a3')]
    const asked = servers(egress, stages, { from: 'client', to: 'node2:30080' })
    expect(asked.slice(0, 10)).toEqual(Array(10).fill('a1'))
    expect(asked.slice(10, 20)).toEqual(Array(10).fill('a3'))
    expect(asked[20]).toBe('a1')
  })

  inBothModes('it survives another sync: 20 of 20', (egress) => {
    const again = `{ objects: "", send: { from: b1, to: "10.96.0.100:80", repeat: 9 } }`
    const asked = servers(egress, [send('b1', '10.96.0.100:80', 10), again], { from: 'b1', to: '10.96.0.100:80' })
    expect(asked).toHaveLength(20)
    expect(new Set(asked).size).toBe(1)
  })

  inBothModes(
    'after its seconds the memory is void: twelve callers 1.3 s apart with a timeout of 1 s spread again',
    (egress) => {
      const stages = Array.from({ length: 11 }, () => `${send('b1', '10.96.0.100:80', 1).slice(0, -2)}, wait: 1300ms }`)
      const asked = servers(egress, stages, { from: 'b1', to: '10.96.0.100:80' }, 1)
      expect(asked).toHaveLength(12)
      expect(new Set(asked).size).toBeGreaterThan(1)
    },
  )
})
