import { type CSSProperties, type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react'
import { type Frame, ownerOfHost, render, renderText } from '../../src/index.ts'
import { stepAt, useFrame, useFrames, useSteps, useWalk, useWords } from '../derived.ts'
import { speeds, step, togglePlay } from '../playback.ts'
import { goTo, store, useApp } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'
import { Sentence } from '../ui/Sentence.tsx'
import { hostRuns } from './host-runs.ts'

/** The bar at the foot: one sentence, the transport, and every step as a segment in its host's colour. */
export function TimelineBar({ onHelp }: { readonly onHelp: () => void }) {
  const { t } = useWords()
  return (
    <footer className="timeline">
      <Caption />
      <div className="transport">
        <Transport />
        <Ribbon />
      </div>
      <p className="hints">
        <span>
          {t('requestWay')} <Icon name="right" size={12} />
        </span>
        <span className="keys">
          <kbd>←</kbd>
          <kbd>→</kbd> {t('keyStep')} <kbd>Space</kbd> {t('keyPlay')} <kbd>R</kbd> {t('keyReply')}{' '}
          <button type="button" className="plain" onClick={onHelp}>
            <kbd>?</kbd> {t('keyHelp')}
          </button>
        </span>
        <span className="reply-label">
          <Icon name="right" size={12} /> {t('replyWay')}
        </span>
      </p>
    </footer>
  )
}

function Caption() {
  const { t } = useWords()
  const language = useApp((state) => state.language)
  const frame = useFrame()
  const steps = useSteps()
  const cursor = useApp((state) => state.cursor)
  if (!frame) return <p className="caption">{t('noRequest')}</p>
  const at = stepAt(steps, cursor)
  const place = placeText(frame)
  return (
    <>
      <p className="caption">
        <span className="place">{`${at + 1} / ${steps.length} · ${place}`}</span>
        <span>
          <Sentence parts={render(frame.caption, language)} />
        </span>
      </p>
      <p className="visually-hidden" role="status">
        {`${t('stepOf', { n: at + 1, total: steps.length })}, ${place}. ${renderText(frame.caption, language)}`.slice(
          0,
          140,
        )}
      </p>
    </>
  )
}

/** `node2 · nat PREROUTING`. */
function placeText({ place }: Frame): string {
  const name = place.host.split('/').at(-1) ?? place.host
  const station =
    place.station === undefined || place.station === 'processes'
      ? ''
      : ` · ${place.table ? `${place.table} ` : ''}${place.station}`
  return `${name}${station}`
}

function Transport() {
  const { t } = useWords()
  const playing = useApp((state) => state.playing)
  const speed = useApp((state) => state.speed)
  const play = useRef<HTMLButtonElement>(null)
  useEffect(() => play.current?.focus({ preventScroll: true }), [])
  return (
    <>
      <button type="button" className="control" aria-label={t('back')} onClick={() => step(-1)}>
        <Icon name="back" />
      </button>
      <button
        ref={play}
        type="button"
        className="control play"
        aria-label={playing ? t('pause') : t('play')}
        onClick={togglePlay}
      >
        <Icon name={playing ? 'pause' : 'play'} />
      </button>
      <button type="button" className="control" aria-label={t('forward')} onClick={() => step(1)}>
        <Icon name="forward" />
      </button>
      <span className="select speed">
        <select
          aria-label={t('speed')}
          value={speed}
          onChange={(event) => store.setState({ speed: Number(event.target.value) })}
        >
          {speeds.map((value) => (
            <option key={value} value={value}>{`${value}×`}</option>
          ))}
        </select>
        <Icon name="down" size={12} />
      </span>
    </>
  )
}

/** All steps in a row. A slider for the keyboard and screen readers; a press or a drag goes there. */
function Ribbon() {
  const { t } = useWords()
  const { cluster } = useWalk()
  const frames = useFrames()
  const steps = useSteps()
  const language = useApp((state) => state.language)
  const cursor = useApp((state) => state.cursor)
  const ribbon = useRef<HTMLDivElement>(null)
  const at = stepAt(steps, cursor)
  const frame = frames[steps[at] ?? 0]
  if (!frame) return null
  const scrub = (event: PointerEvent) => {
    const segments = [...(ribbon.current?.querySelectorAll('i') ?? [])]
    const found = segments.findLastIndex((segment) => segment.getBoundingClientRect().left <= event.clientX)
    const index = steps[Math.max(0, found)]
    if (index !== undefined) goTo(index)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    step(event.key === 'ArrowUp' ? 1 : -1)
  }
  return (
    <div
      ref={ribbon}
      className="ribbon"
      role="slider"
      tabIndex={0}
      aria-label={t('timeline')}
      aria-valuemin={1}
      aria-valuemax={steps.length}
      aria-valuenow={at + 1}
      aria-valuetext={`${placeText(frame)}: ${renderText(frame.caption, language)}`}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        scrub(event)
      }}
      onPointerMove={(event) => {
        if (event.buttons === 1) scrub(event)
      }}
    >
      {hostRuns(frames, steps).map((run) => {
        const owner = ownerOfHost(cluster, run.host)
        const style: CSSProperties = { flexGrow: run.steps.length }
        return (
          <span
            key={run.steps[0]}
            className={`run o-${owner.hue}${run.reply ? ' reply' : ''}${run.firstReply ? ' first-reply' : ''}`}
            style={style}
          >
            <small>{run.host.split('/').at(-1)}</small>
            <span className="bars">
              {run.steps.map((place) => {
                const shown = frames[steps[place] ?? 0]
                const bad = shown?.ending !== undefined && shown.ending !== 'delivered'
                const state = place === at ? 'now' : place < at ? 'done' : ''
                return (
                  <i
                    key={place}
                    className={`${state}${bad ? ' bad' : ''}`}
                    title={shown ? renderText(shown.caption, language) : undefined}
                  />
                )
              })}
            </span>
          </span>
        )
      })}
    </div>
  )
}
