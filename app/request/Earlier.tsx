import type { Trace } from '../../src/index.ts'
import { useWalk, useWords } from '../derived.ts'
import { Sentence } from '../ui/Sentence.tsx'

/** What was sent before this request, and how it ended: the request finds a network that remembers it. */
export function Earlier() {
  const { t, parts } = useWords()
  const { trace } = useWalk()
  if (!trace || trace.before.length === 0) return null
  return (
    <div className="earlier">
      <h2>{t('earlier')}</h2>
      <ol>
        {grouped(trace.before).map(({ first, times }) => {
          const values = {
            from: short(first.flow.from),
            asked: first.flow.destination,
            server: short(first.server?.name ?? ''),
            times,
          }
          const key = first.outcome === 'answered' ? 'earlierAnswered' : 'earlierFailed'
          return (
            <li key={`${first.flow.source} ${first.flow.destination}`}>
              <Sentence parts={parts(key, values)} />
            </li>
          )
        })}
      </ol>
    </div>
  )
}

/** Neighbours that asked the same and fared the same are told once. */
function grouped(traces: readonly Trace[]): readonly { readonly first: Trace; readonly times: number }[] {
  const groups: { first: Trace; times: number }[] = []
  for (const trace of traces) {
    const last = groups.at(-1)
    if (last && fate(last.first) === fate(trace)) last.times++
    else groups.push({ first: trace, times: 1 })
  }
  return groups
}

function fate({ flow, outcome, server }: Trace): string {
  return `${flow.from} ${flow.destination} ${outcome} ${server?.name}`
}

function short(host: string): string {
  return host.split('/').at(-1) ?? host
}
