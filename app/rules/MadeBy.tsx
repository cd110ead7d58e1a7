import { endpointsOfPod, type PlacedRule, rulesOfField, rulesOfPod } from '../../src/index.ts'
import { useWalk, useWords } from '../derived.ts'
import { fieldSelected } from '../selection.ts'
import { store, useApp } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'
import { Sentence } from '../ui/Sentence.tsx'
import { RuleRow } from './RuleRow.tsx'

/** Rules of a selection that are drawn. */
const shownRules = 60

/** What the selected field or Pod comes to: its rules on every node, and the endpoints behind them. */
export default function MadeBy() {
  const { t, parts } = useWords()
  const walk = useWalk()
  const selection = useApp((state) => state.selection)
  const field = selection?.type === 'field' ? fieldSelected(walk.manifest, selection.at) : undefined
  if (!selection || (selection.type === 'field' && !field)) return null
  const rules = field ? rulesOfField(walk, field) : selection.type === 'pod' ? rulesOfPod(walk, selection.name) : []
  if (field && rules.length === 0) return null
  const name = field ? field.path : selection.type === 'pod' ? selection.name.replace(/^default\//, '') : ''
  const nodes = new Map<string, PlacedRule[]>()
  for (const rule of rules) nodes.set(rule.node, [...(nodes.get(rule.node) ?? []), rule])
  const endpoints = selection.type === 'pod' ? endpointsOfPod(walk, selection.name) : []
  return (
    <div className="made-by">
      <details key={name}>
        <summary>
          <Sentence parts={parts('rule.made', { name, n: rules.length, nodes: nodes.size })} />
        </summary>
        {endpoints.map(({ port, ready }) => (
          <p key={port} className="endpoint">
            <Sentence parts={parts(ready ? 'rule.endpoint' : 'rule.noEndpoint', { port })} />
          </p>
        ))}
        {[...nodes].map(([node, made]) => (
          <section key={node} aria-label={node}>
            <h3 translate="no">{node}</h3>
            <ol>
              {made.slice(0, shownRules).map(({ table, chain, number, rule }) => (
                <li key={`${table} ${chain} ${number}`} className="placed">
                  <small>{table}</small> <code translate="no">{chain}</code>
                  <ol>
                    <RuleRow rule={rule} number={number} look="plain" hits={0} />
                  </ol>
                </li>
              ))}
            </ol>
          </section>
        ))}
      </details>
      <button
        type="button"
        className="plain"
        aria-label={t('rule.forget')}
        title={t('rule.forget')}
        onClick={() => store.setState({ selection: undefined })}
      >
        <Icon name="close" size={12} />
      </button>
    </div>
  )
}
