import { useId } from 'react'
import { applyEdits, type Party, type RequestPatch, setRequest } from '../../src/index.ts'
import { useShown, useWalk, useWords } from '../derived.ts'
import { send, sendThousand } from '../playback.ts'
import { setText, store, useApp } from '../store.ts'
import { Address } from '../ui/Address.tsx'
import { Icon } from '../ui/Icon.tsx'

/** From, to, which Pod, and the button that sends. Choices are written into the text. */
export function RequestPicker() {
  const { t } = useWords()
  const { request, froms, tos, picks, trace } = useWalk()
  const { current } = useShown()
  const cursor = useApp((state) => state.cursor)
  const thousand = useApp((state) => state.thousand)
  const change = (patch: RequestPatch) => {
    setText(applyEdits(current.manifest.text, setRequest(current.manifest, patch)))
    store.setState({ cursor: 0 })
  }
  return (
    <div className="request">
      <h2>{t('request')}</h2>
      <Choice label={t('from')} value={request.from} parties={froms} choose={(from) => change({ from })} />
      <Choice label={t('to')} value={request.to} parties={tos} choose={(to) => change({ to, pick: undefined })} />
      <Choice
        label={t('pod')}
        value={picks.find((party) => party.value === request.pick || party.label === request.pick)?.value ?? ''}
        parties={picks}
        none={t('anyPod')}
        choose={(pick) => change({ pick: pick === '' ? undefined : pick })}
      />
      <div className="send-row">
        <button type="button" className="filled send" disabled={!trace} onClick={send}>
          <Icon name="send" /> {cursor === 0 ? t('send') : t('sendAgain')}
        </button>
        <button
          type="button"
          className="boxed"
          disabled={!trace}
          aria-pressed={thousand}
          aria-label={`×1000: ${t('spread.open')}`}
          title={t('spread.open')}
          onClick={sendThousand}
        >
          ×1000
        </button>
      </div>
    </div>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly parties: readonly Party[]
  readonly none?: string
  readonly choose: (value: string) => void
}

/** A native list, under the chosen address in its owner's colours. */
function Choice({ label, value, parties, none, choose }: ChoiceProps) {
  const id = useId()
  const chosen = parties.find((party) => party.value === value)
  return (
    <div className="choice">
      <label htmlFor={id}>{label}</label>
      <span className="select" title={chosen ? `${chosen.label} · ${chosen.address}` : undefined}>
        <span className="chosen" aria-hidden="true">
          {chosen && chosen.kind !== 'dns' ? (
            <Address socket={chosen.address} />
          ) : (
            <span className="mute">{value === '' ? none : value}</span>
          )}
          {chosen?.kind === 'pod' ? <span className="mute">{chosen.label}</span> : null}
        </span>
        <select
          id={id}
          value={chosen ? value : ''}
          disabled={parties.length === 0}
          onChange={(event) => choose(event.target.value)}
        >
          {chosen && none === undefined ? null : <option value="">{none ?? value}</option>}
          {parties.map((party) => (
            <option key={party.value} value={party.value}>
              {`${party.label} · ${party.address}`}
            </option>
          ))}
        </select>
        <Icon name="down" size={12} />
      </span>
    </div>
  )
}
