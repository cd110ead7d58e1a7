import { useEffect, useRef, useState } from 'react'
import {
  type Frame,
  hitsUntil,
  nextTest,
  printRule,
  type Rule,
  type Ruleset,
  render,
  ruleKey,
  whyNot,
} from '../../src/index.ts'
import { useFrames, useWalk, useWords } from '../derived.ts'
import { useApp } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'
import { Sentence } from '../ui/Sentence.tsx'
import { RuleRow } from './RuleRow.tsx'

/** Missed rules shown without asking; more are folded. */
const shownMisses = 3

/** Missed rules that are drawn when all are asked for. */
const mostMisses = 200

/** The chain the packet is in: the rules that missed, the one that matched, and the one that is tested next. */
export function CurrentChain({ frame, ruleset }: { readonly frame: Frame; readonly ruleset: Ruleset }) {
  const { t } = useWords()
  const { trace } = useWalk()
  const frames = useFrames()
  const language = useApp((state) => state.language)
  const [opened, open] = useState('')
  const lit = useRef<HTMLLIElement>(null)
  const line = frame.stack.at(-1)
  const key = line ? `${line.table} ${line.chain}` : ''
  useEffect(() => {
    if (frame) lit.current?.scrollIntoView?.({ block: 'nearest' })
  }, [frame])
  const chain = line && chainOf(ruleset, line.table, line.chain)
  if (!line || !chain || !trace) return null
  const rule = chain.rules[line.rule - 1]
  const misses = chain.rules.slice(0, line.rule - 1)
  const folded = misses.length > shownMisses && opened !== key
  const hits = hitsUntil(trace, frame)
  const hitsOf = (number: number) => hits.get(ruleKey(frame.place.host, line.table, line.chain, number)) ?? 0
  const next = nextTest(frames, frame)
  const nextRule = next && chainOf(ruleset, next.table, next.chain)?.rules[next.rule - 1]
  return (
    <section className="chain" aria-label={chain.name}>
      <h3>
        <code translate="no">{chain.name}</code>
        <span>{t('ruleOf', { n: line.rule, total: chain.rules.length })}</span>
      </h3>
      <ol>
        {folded ? (
          <li className="folded">
            <button type="button" className="plain" aria-expanded={false} onClick={() => open(key)}>
              {t('missed', { n: misses.length })} <Icon name="down" size={12} />
            </button>
          </li>
        ) : (
          misses.slice(-mostMisses).map((missed, index) => {
            const number = Math.max(0, misses.length - mostMisses) + index + 1
            return (
              <Missed key={printRule(`${number}`, missed)} rule={missed} hits={hitsOf(number)} {...{ number, frame }} />
            )
          })
        )}
        {rule ? (
          <RuleRow
            ref={lit}
            rule={rule}
            look="lit"
            hits={hitsOf(line.rule)}
            number={<Icon name={frame.ending === 'dropped' ? 'close' : 'play'} size={12} />}
          >
            <p>
              <Sentence parts={render(frame.caption, language)} />
            </p>
          </RuleRow>
        ) : null}
        {next && nextRule ? (
          <>
            {next.chain === chain.name ? null : (
              <li className="other-chain">
                <code translate="no">{next.chain}</code>
              </li>
            )}
            <RuleRow rule={nextRule} look="next" hits={0} number={next.rule} />
          </>
        ) : null}
      </ol>
    </section>
  )
}

function chainOf(ruleset: Ruleset, table: string, name: string) {
  return ruleset.tables
    .find((candidate) => candidate.name === table)
    ?.chains.find((candidate) => candidate.name === name)
}

interface MissedProps {
  readonly rule: Rule
  readonly number: number
  readonly frame: Frame
  readonly hits: number
}

function Missed({ rule, number, frame, hits }: MissedProps) {
  const { trace, network } = useWalk()
  const language = useApp((state) => state.language)
  const why = trace && whyNot(rule, number, frame, trace, network)
  return (
    <RuleRow rule={rule} look="missed" hits={hits} number={why ? number : <Icon name="check" size={12} />}>
      {why ? (
        <p>
          <Sentence parts={render(why, language)} />
        </p>
      ) : null}
    </RuleRow>
  )
}
