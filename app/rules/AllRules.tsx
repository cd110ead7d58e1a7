import { useDeferredValue, useMemo, useState } from 'react'
import { hitsUntil, printRule, printRuleset, type Rule, type Ruleset, ruleKey } from '../../src/index.ts'
import { useFrame, useWalk, useWords } from '../derived.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Icon } from '../ui/Icon.tsx'
import { RuleRow } from './RuleRow.tsx'

/** Rules that are drawn at once; a search finds the others. */
const shownRules = 150

/** Everything a node holds: any node, searched, with counters; or as iptables-save prints it, to be copied. */
export default function AllRules({ host }: { readonly host: string }) {
  const { t } = useWords()
  const { rulesets, trace } = useWalk()
  const frame = useFrame()
  const [wanted, choose] = useState<string>()
  const [asked, ask] = useState('')
  const [raw, setRaw] = useState(false)
  const node = wanted !== undefined && rulesets[wanted] ? wanted : host
  const ruleset = rulesets[node]
  const found = useFound(ruleset, useDeferredValue(asked))
  const hits = useMemo(() => (trace && frame ? hitsUntil(trace, frame) : new Map<string, number>()), [trace, frame])
  if (!ruleset) return null
  return (
    <div className="all-rules">
      <div className="all-tools">
        <label className="select">
          <small>{t('compareWith')}</small>
          <select value={node} onChange={(event) => choose(event.target.value)}>
            {Object.keys(rulesets).map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
          <Icon name="down" size={12} />
        </label>
        <label className="tick">
          <input type="checkbox" checked={raw} onChange={(event) => setRaw(event.target.checked)} /> iptables-save
        </label>
        <CopyButton text={() => printRuleset(ruleset)} />
      </div>
      {raw ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard
        <pre tabIndex={0} translate="no">
          {printRuleset(ruleset)}
        </pre>
      ) : (
        <>
          <label className="search">
            <Icon name="search" size={14} />
            <input
              value={asked}
              aria-label={t('rule.search')}
              placeholder={t('rule.search')}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => ask(event.target.value)}
            />
          </label>
          <p className="mute" role="status">
            {t('rule.found', { n: found.length })}
          </p>
          <ol>
            {found.slice(0, shownRules).map(({ table, chain, number, rule, first }) => (
              <li key={`${table} ${chain} ${number}`} className="placed">
                {first ? (
                  <h3>
                    <small>{table}</small> <code translate="no">{chain}</code>
                  </h3>
                ) : null}
                <ol>
                  <RuleRow
                    rule={rule}
                    number={number}
                    look="plain"
                    hits={hits.get(ruleKey(node, table, chain, number)) ?? 0}
                  />
                </ol>
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  )
}

interface Found {
  readonly table: string
  readonly chain: string
  readonly number: number
  readonly rule: Rule
  /** The first of its chain that is listed. */
  readonly first: boolean
}

/** Rules in whose text every asked word stands. */
function useFound(ruleset: Ruleset | undefined, asked: string): readonly Found[] {
  return useMemo(() => {
    const words = asked.toLowerCase().split(/\s+/).filter(Boolean)
    const found: Found[] = []
    for (const { name: table, chains } of ruleset?.tables ?? [])
      for (const { name: chain, rules } of chains)
        for (const [index, rule] of rules.entries()) {
          const text = `${table} ${printRule(chain, rule)}`.toLowerCase()
          if (!words.every((word) => text.includes(word))) continue
          const last = found.at(-1)
          found.push({ table, chain, number: index + 1, rule, first: last?.chain !== chain || last.table !== table })
        }
    return found
  }, [ruleset, asked])
}
