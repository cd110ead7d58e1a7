import { useEffect, useRef, useState } from 'react'
import { type Frame, printRule, type Rule, type Ruleset, render, whyNot } from '../../src/index.ts'
import { useWalk, useWords } from '../derived.ts'
import { useApp } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'
import { Sentence } from '../ui/Sentence.tsx'
import { RuleText } from './RuleText.tsx'

/** Missed rules shown without asking; more are folded. */
const shownMisses = 3

/** The chain the packet is in: the rules that missed, the one that matched. */
export function CurrentChain({ frame, ruleset }: { readonly frame: Frame; readonly ruleset: Ruleset }) {
  const { t } = useWords()
  const language = useApp((state) => state.language)
  const [opened, open] = useState('')
  const lit = useRef<HTMLLIElement>(null)
  const line = frame.stack.at(-1)
  const key = line ? `${line.table} ${line.chain}` : ''
  useEffect(() => {
    if (frame) lit.current?.scrollIntoView?.({ block: 'nearest' })
  }, [frame])
  const chain =
    line &&
    ruleset.tables.find((table) => table.name === line.table)?.chains.find((candidate) => candidate.name === line.chain)
  if (!line || !chain) return null
  const rule = chain.rules[line.rule - 1]
  const misses = chain.rules.slice(0, line.rule - 1)
  const folded = misses.length > shownMisses && opened !== key
  return (
    <section className="chain" aria-label={chain.name}>
      <h3>
        <code translate="no">{chain.name}</code>
        <span>{t('ruleOf', { n: line.rule, total: chain.rules.length })}</span>
      </h3>
      <ol>
        {folded ? (
          <li className="folded">
            <button type="button" className="plain" onClick={() => open(key)}>
              {t('missed', { n: misses.length })} <Icon name="down" size={12} />
            </button>
          </li>
        ) : (
          misses
            .slice(-200)
            .map((missed, index) => (
              <Missed
                key={printRule(chain.name, missed)}
                rule={missed}
                number={Math.max(0, misses.length - 200) + index + 1}
                chain={chain.name}
                frame={frame}
              />
            ))
        )}
        {rule ? (
          <li ref={lit} className="lit" aria-current="step">
            <span className="number">
              <Icon name={frame.ending === 'dropped' ? 'close' : 'play'} size={12} />
            </span>
            <RuleText text={printRule(chain.name, rule)} />
            <p>
              <Sentence parts={render(frame.caption, language)} />
            </p>
          </li>
        ) : null}
      </ol>
    </section>
  )
}

function Missed({
  rule,
  number,
  chain,
  frame,
}: {
  readonly rule: Rule
  readonly number: number
  readonly chain: string
  readonly frame: Frame
}) {
  const { trace, network } = useWalk()
  const language = useApp((state) => state.language)
  const why = trace && whyNot(rule, number, frame, trace, network)
  return (
    <li className="missed">
      <span className="number">{why ? number : <Icon name="check" size={12} />}</span>
      <RuleText text={printRule(chain, rule)} />
      {why ? (
        <p>
          <Sentence parts={render(why, language)} />
        </p>
      ) : null}
    </li>
  )
}
