import { lazy, Suspense } from 'react'
import { nameNotes, render, type Trace } from '../../src/index.ts'
import { useFrame, useWalk, useWords } from '../derived.ts'
import { useApp } from '../store.ts'
import { Sentence } from '../ui/Sentence.tsx'
import { BalancerCard } from './BalancerCard.tsx'
import { Callers } from './Callers.tsx'
import { Changes } from './Changes.tsx'
import { CurrentChain } from './CurrentChain.tsx'
import { NextStep } from './NextStep.tsx'
import { OutcomeCard } from './OutcomeCard.tsx'
import { RawRules } from './RawRules.tsx'
import { RouteTable } from './RouteTable.tsx'

const MadeBy = lazy(() => import('./MadeBy.tsx'))

/** Which rule, and why: the chains that called each other, the current one with its rules, and what it changed. */
export default function RulesPanel() {
  const { t, parts } = useWords()
  const { rulesets, trace, network } = useWalk()
  const frame = useFrame()
  const selected = useApp((state) => state.selection !== undefined)
  if (!frame || !trace) return <p className="empty">{t('noRulesYet')}</p>
  const host = frame.place.host
  const ruleset = rulesets[host]
  const balances = network.hosts.some(({ name, balancer }) => name === host && balancer !== undefined)
  return (
    <div className="rules">
      {selected ? (
        <Suspense>
          <MadeBy />
        </Suspense>
      ) : null}
      {frame.stack.length > 0 && ruleset ? (
        <>
          <Callers frame={frame} ruleset={ruleset} />
          <CurrentChain frame={frame} ruleset={ruleset} />
        </>
      ) : (
        <div className="no-chain">
          {balances ? null : (
            <p>
              {ruleset ? (
                t('routesHere')
              ) : (
                <Sentence parts={parts('noRules', { name: host.split('/').at(-1) ?? host })} />
              )}
            </p>
          )}
          {balances ? <BalancerCard host={host} /> : <RouteTable frame={frame} />}
        </div>
      )}
      {frame.direction === 'dns' ? null : <NoRules trace={trace} />}
      <Changes frame={frame} />
      {frame.ending ? <OutcomeCard frame={frame} /> : null}
      <NextStep />
      <RawRules host={[host, trace.where ?? ''].find((name) => rulesets[name]) ?? Object.keys(rulesets)[0] ?? ''} />
    </div>
  )
}

/** Why a name that led past every Service address has no rules of its own. */
function NoRules({ trace }: { readonly trace: Trace }) {
  const { cluster } = useWalk()
  const language = useApp((state) => state.language)
  const [why] = nameNotes(trace, cluster)
  if (!why) return null
  return (
    <ul className="notes-list">
      <li>
        <Sentence parts={render(why, language)} />
      </li>
    </ul>
  )
}
