import { type ReactNode, useEffect, useRef, useState } from 'react'
import { announcement, placeText, render } from '../../src/index.ts'
import { stepAt, useFrame, useSteps, useWalk, useWords } from '../derived.ts'
import { closeFold, openFold, speeds, step, togglePlay } from '../playback.ts'
import { store, useApp } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'
import { Sentence } from '../ui/Sentence.tsx'
import { Ribbon } from './Ribbon.tsx'

/** The bar at the foot: one sentence, the transport, and every step as a segment in its host's colour. */
export function TimelineBar({ extra }: { readonly extra: ReactNode }) {
  const { t } = useWords()
  const named = useWalk().trace?.resolver !== undefined
  const controls = useApp((state) => state.options.controls)
  const [focused, setFocused] = useState(false)
  return (
    <footer className="timeline">
      <Caption />
      <Announcement focused={focused} />
      <div className="transport">
        {controls ? <Transport /> : null}
        <Ribbon speaks={setFocused} />
        {extra}
      </div>
      <p className="hints">
        <span>
          {t(named ? 'resolveWay' : 'requestWay')} <Icon name="right" size={12} />
        </span>
        <span className="keys">
          <kbd>←</kbd>
          <kbd>→</kbd> {t('keyStep')} <kbd>Space</kbd> {t('keyPlay')} <kbd>R</kbd> {t('keyReply')}{' '}
          <button type="button" className="plain" onClick={() => store.setState({ dialog: 'keys' })}>
            <kbd>?</kbd> {t('keyHelp')}
          </button>
        </span>
        <span className={named ? undefined : 'reply-label'}>
          <Icon name="right" size={12} /> {t(named ? 'connectWay' : 'replyWay')}
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
    <p className="caption">
      <span className="place">{`${at + 1} / ${steps.length} · ${place}`}</span>
      <span>
        <Sentence parts={render(frame.caption, language)} />
      </span>
      {frame.fold?.head ? <FoldToggle fold={frame.fold.id} /> : null}
    </p>
  )
}

/** Says each step once: by the slider while that has the focus, else here. What was said already is not said again. */
function Announcement({ focused }: { readonly focused: boolean }) {
  const language = useApp((state) => state.language)
  const cursor = useApp((state) => state.cursor)
  const frame = useFrame()
  const steps = useSteps()
  const [said, setSaid] = useState<number>()
  if (focused ? said !== cursor : said !== undefined && said !== cursor) setSaid(focused ? cursor : undefined)
  const quiet = focused || said === cursor || !frame
  return (
    <p className="visually-hidden" role="status">
      {quiet ? '' : announcement(frame, stepAt(steps, cursor) + 1, steps.length, language)}
    </p>
  )
}

/** Shows the steps behind a folded one, or folds them again. */
function FoldToggle({ fold }: { readonly fold: number }) {
  const { t } = useWords()
  const open = useApp((state) => state.opened.includes(fold))
  return (
    <button
      type="button"
      className="fold-toggle"
      aria-expanded={open}
      onClick={() => (open ? closeFold(fold) : openFold(fold))}
    >
      {t(open ? 'closeFold' : 'openFold')}
    </button>
  )
}

function Transport() {
  const { t } = useWords()
  const playing = useApp((state) => state.playing)
  const loop = useApp((state) => state.loop)
  const speed = useApp((state) => state.speed)
  const play = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // Inside another page the focus is not ours to take.
    if (!store.getState().options.embed) play.current?.focus({ preventScroll: true })
  }, [])
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
      <button
        type="button"
        className="control loop"
        aria-pressed={loop}
        aria-label={t('inspect.loop')}
        title={`${t('inspect.loop')} (L)`}
        onClick={() => store.setState({ loop: !loop })}
      >
        <Icon name="loop" />
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
