import { type ReactNode, type Ref, useState } from 'react'
import { originRange, type Rule } from '../../src/index.ts'
import { useWalk, useWords } from '../derived.ts'
import { store } from '../store.ts'
import { RuleText, RuleWords } from '../ui/RuleText.tsx'

interface RuleRowProps {
  readonly rule: Rule
  /** Its number in the chain, or a mark in place of it. */
  readonly number: ReactNode
  readonly look: 'lit' | 'missed' | 'next' | 'plain'
  /** Packets it has matched so far. */
  readonly hits: number
  readonly children?: ReactNode
  readonly ref?: Ref<HTMLLIElement>
}

/** One rule: its text, what became of it, its pieces in words on demand, and the field that made it. */
export function RuleRow({ rule, number, look, hits, children, ref }: RuleRowProps) {
  const { t } = useWords()
  const { manifest } = useWalk()
  const [open, setOpen] = useState(false)
  const range = rule.origin === undefined ? undefined : originRange(manifest, rule.origin)
  return (
    <li ref={ref} className={look} aria-current={look === 'lit' ? 'step' : undefined}>
      <span className="number">{number}</span>
      <RuleText rule={rule} />
      {children}
      {look === 'next' ? <p className="next-mark">{t('rule.next')}</p> : null}
      <span className="rule-tools">
        <button type="button" className="plain" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('rule.words')}
        </button>
        {range && rule.origin !== undefined ? (
          <button
            type="button"
            className="plain"
            title={rule.origin}
            onClick={() => store.setState({ left: 'yaml', pane: 'yaml', drawer: true, reveal: range })}
          >
            {t('rule.madeBy', { field: rule.origin.split(' ').at(-1) ?? '' })}
          </button>
        ) : null}
        {hits > 0 ? <span className="hits">{t('rule.hits', { n: hits })}</span> : null}
      </span>
      {open ? <RuleWords rule={rule} /> : null}
    </li>
  )
}
