import { useEffect, useMemo, useRef, useState } from 'react'
import type { GenerationChain, Generations } from '../../src/index.ts'
import { useWalk, useWords } from '../derived.ts'
import { useApp } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'
import { Sentence } from '../ui/Sentence.tsx'
import { GeneralChanges } from './GeneralChanges.tsx'
import { plainly, type Say } from './say.ts'
import { VersionSelect } from './VersionSelect.tsx'

const versions = { older: 'v1.12', newer: 'v1.34' } as const

/** Chains that are listed; a large cluster has thousands. */
const shownChains = 60

export interface GenerationDialogProps {
  readonly generations: Generations
  readonly onClose: () => void
}

/** What changed between the two generations of rules: on this cluster's nodes, and in general. */
export function GenerationDialog({ generations, onClose }: GenerationDialogProps) {
  const { t } = useWords()
  const language = useApp((state) => state.language)
  const say: Say = (key, values) => generations.generationParts(key, language, values)
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const { cluster, trace } = useWalk()
  const names = cluster.nodes.map(({ name }) => name)
  const [wanted, choose] = useState<string>()
  // The node that the request comes to first.
  const contacted = trace?.packets[0]?.events.find(({ host }) => names.includes(host))?.host
  const node = names.find((name) => name === wanted) ?? contacted ?? names[0]
  const family = cluster.settings.families[0] ?? 4
  const difference = useMemo(
    () => (node === undefined ? undefined : generations.generationDifference(cluster, node, family)),
    [generations, cluster, node, family],
  )
  return (
    <dialog ref={dialog} className="compare generations" onClose={onClose} aria-labelledby="generations-title">
      <header>
        <h2 id="generations-title">
          <Sentence parts={say('changesTitle', versions)} />
        </h2>
        <VersionSelect />
        <button type="button" className="plain" aria-label={t('close')} onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </button>
      </header>
      <div className="compare-body">
        {difference ? (
          <section aria-label={`${plainly(say('changesHere'))} ${node}`}>
            <div className="here">
              <h3>{plainly(say('changesHere'))}</h3>
              <label className="select">
                <select aria-label={t('compareWith')} value={node} onChange={(event) => choose(event.target.value)}>
                  {names.map((name) => (
                    <option key={name}>{name}</option>
                  ))}
                </select>
                <Icon name="down" size={12} />
              </label>
              <p>
                <Sentence
                  parts={say('changesCount', { ...versions, old: difference.rules.old, new: difference.rules.new })}
                />
              </p>
            </div>
            <div className="only">
              <OnlyChains version={versions.older} chains={difference.onlyOld} say={say} />
              <OnlyChains version={versions.newer} chains={difference.onlyNew} say={say} />
            </div>
            {difference.renamed.length > 0 ? (
              <details className="renamed">
                <summary>{plainly(say('changesRenamed', { n: difference.renamed.length }))}</summary>
                <ul>
                  {difference.renamed.slice(0, shownChains).map((pair) => (
                    <li key={pair.old}>
                      <small translate="no">{pair.service}</small>
                      <code translate="no">{pair.old}</code> <Icon name="right" size={12} />{' '}
                      <code translate="no">{pair.new}</code>
                    </li>
                  ))}
                </ul>
              </details>
            ) : null}
          </section>
        ) : null}
        <GeneralChanges older={versions.older} newer={versions.newer} say={say} />
      </div>
    </dialog>
  )
}

/** The chains that one version alone has on this node, and what each is for. */
function OnlyChains({
  version,
  chains,
  say,
}: {
  readonly version: string
  readonly chains: readonly GenerationChain[]
  readonly say: Say
}) {
  const { t } = useWords()
  return (
    <section>
      <h4>
        <Sentence parts={say('changesOnly', { version })} />
      </h4>
      {chains.length === 0 ? <p>{plainly(say('changesNone'))}</p> : null}
      <ul aria-label={plainly(say('changesOnly', { version }))}>
        {chains.slice(0, shownChains).map(({ tables, chain, role, service, rules }) => (
          <li key={chain}>
            <code translate="no">
              <small>{tables.join(' ')}</small> {chain}
            </code>
            <span>
              {service ? <b translate="no">{service}</b> : null} {plainly(say(`role.${role}`))}
              {rules > 0 ? <small> · {plainly(say('changesRules', { n: rules }))}</small> : null}
            </span>
          </li>
        ))}
        {chains.length > shownChains ? <li>{t('moreP', { n: chains.length - shownChains })}</li> : null}
      </ul>
    </section>
  )
}
