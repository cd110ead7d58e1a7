import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import Canvas from '../../../app/canvas/Canvas.tsx'
import { currentWalk } from '../../../app/derived.ts'
import { store } from '../../../app/store.ts'
import { showThousand } from '../../../app/thousand.ts'
import { buildTimeline, learn } from '../../../src/index.ts'
import { pane } from './pane.ts'

/** Milliseconds that a dot takes. */
const travel = 2000

/** Dots leave for so long. */
const lasting = 20_000

await learn('en')

/** What the bench asks of this page: the model's work is done in `prepare`, the drawing in `render`. */
const bench = {
  prepare: (text: string) => {
    store.setState({ text })
    return currentWalk().cluster.pods.length
  },
  render: () => {
    const root = document.getElementById('root')
    if (!root) return
    Object.assign(root.style, pane)
    createRoot(root).render(createElement(Canvas))
  },
  /** So many dots at once, sent already: what is left is to draw them. */
  swarm: (dots: number) => {
    const walk = currentWalk()
    if (!walk.trace) throw new Error('nothing to send')
    const now = performance.now()
    const gap = travel / dots
    const sent = Array.from({ length: lasting / gap }, (_, i) => ({ kind: 'all', launched: now - travel + i * gap }))
    const kinds = new Map([['all', buildTimeline(walk.trace, walk.cluster).frames]])
    showThousand({ walk, sent, kinds, arrived: { sent: 0, shares: [] }, travel })
    store.setState({ thousand: true })
  },
}
Object.assign(window, { bench })
