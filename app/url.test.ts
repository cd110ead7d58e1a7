import { describe, expect, it } from 'vitest'
import { decodeLink, encodeLink } from './url.ts'

describe('a link', () => {
  it('holds text, step, depth and panel, and gives them back', async () => {
    const state = { text: 'kind: Service # 服务\n', step: 7, depth: 'story', panel: 'packet' } as const
    expect(await decodeLink(await encodeLink(state))).toEqual(state)
  })

  it('names a scenario in plain words', async () => {
    expect(await encodeLink({ scenario: 'local-drops', step: 3 })).toBe('#scenario=local-drops&step=3')
  })

  it('keeps what is compared, and that both lie over each other', async () => {
    const state = { scenario: 'local-drops', compare: 'externalTrafficPolicy', overlaid: true }
    const link = await encodeLink(state)
    expect(link).toBe('#scenario=local-drops&compare=externalTrafficPolicy&overlaid=1')
    expect(await decodeLink(link)).toEqual(state)
    expect(await encodeLink({ ...state, overlaid: false })).not.toContain('overlaid')
    expect(await decodeLink('#scenario=local-drops&overlaid=1')).toEqual({ scenario: 'local-drops' })
  })

  it('made by the first version opens for ever', async () => {
    const link = '#v1=q1YqSa0oUbJSys7MS7FSCE4tKstMTo3JU6oFAA&step=2'
    expect(await decodeLink(link)).toEqual({ text: 'kind: Service\n', step: 2 })
  })

  it.each(['', '#', '#v1=', '#v1=!!!', '#v1=AAAA', '#yaml=%E0%A4%A', '#step=-1', '#step=x&depth=deep', '#a=b&&=c'])(
    'that reads %s does not throw',
    async (hash) => {
      const link = await decodeLink(hash)
      expect(link.step).toBeUndefined()
      expect(link.depth).toBeUndefined()
    },
  )

  it('that unpacks to too much is unreadable', async () => {
    const hash = await encodeLink({ text: 'x'.repeat(3_000_000) })
    expect(await decodeLink(hash)).toEqual({ unreadable: true })
  })
})
