import { formatRoute, render } from '../../src/index.ts'
import { useFrame, useWalk, useWords } from '../derived.ts'
import { useApp } from '../store.ts'
import { Sentence } from '../ui/Sentence.tsx'
import { Callers } from './Callers.tsx'
import { Changes } from './Changes.tsx'
import { CurrentChain } from './CurrentChain.tsx'
import { MadeBy } from './MadeBy.tsx'
import { OutcomeCard } from './OutcomeCard.tsx'
import { RawRules } from './RawRules.tsx'

/** Which rule, and why: the chains that called each other, the current one with its rules, and what it changed. */
export function RulesPanel() {
  const { t, parts } = useWords()
  const { rulesets, trace } = useWalk()
  const language = useApp((state) => state.language)
  const frame = useFrame()
  if (!frame || !trace) return <p className="empty">{t('emptyText')}</p>
  const host = frame.place.host
  const ruleset = rulesets[host]
  return (
    <div className="rules">
      <MadeBy />
      {frame.stack.length > 0 && ruleset ? (
        <>
          <Callers frame={frame} ruleset={ruleset} />
          <CurrentChain frame={frame} ruleset={ruleset} />
        </>
      ) : (
        <div className="no-chain">
          <p>
            {ruleset ? (
              t('routesHere')
            ) : (
              <Sentence parts={parts('noRules', { name: host.split('/').at(-1) ?? host })} />
            )}
          </p>
          <p>
            <Sentence parts={render(frame.caption, language)} />
          </p>
          <Routes host={host} />
        </div>
      )}
      <Changes frame={frame} />
      {frame.ending ? <OutcomeCard frame={frame} /> : null}
      <RawRules host={ruleset ? host : (Object.keys(rulesets)[0] ?? '')} />
    </div>
  )
}

/** The routing table of the host, as `ip route` prints it. */
function Routes({ host }: { readonly host: string }) {
  const { network } = useWalk()
  const routes = network.hosts.find((candidate) => candidate.name === host)?.routes ?? []
  if (routes.length === 0) return null
  return (
    <pre className="routes" translate="no">
      {routes.map(formatRoute).join('\n')}
    </pre>
  )
}
