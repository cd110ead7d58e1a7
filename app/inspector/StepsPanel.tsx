import { useEffect, useRef } from 'react'
import { type Frame, render, renderText } from '../../src/index.ts'
import { useFrame, useFrames, useSteps, useWords } from '../derived.ts'
import { goTo, useApp } from '../store.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Sentence } from '../ui/Sentence.tsx'

/** Every step as a sentence, in order: the picture in words, to be read, followed and copied. */
export default function StepsPanel() {
  const { t } = useWords()
  const frames = useFrames()
  const steps = useSteps()
  const now = useFrame()
  const language = useApp((state) => state.language)
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    if (now) list.current?.querySelector('[aria-current]')?.scrollIntoView?.({ block: 'nearest' })
  }, [now])
  const shown = steps.flatMap((index) => {
    const frame = frames[index]
    return frame ? [{ index, frame }] : []
  })
  const text = () =>
    shown.map(({ frame }, at) => `${at + 1}. ${where(frame)}: ${renderText(frame.caption, language)}`).join('\n')
  return (
    <div className="steps">
      <p className="steps-head">
        <CopyButton text={text} />
      </p>
      <ol ref={list} aria-label={t('timeline')}>
        {shown.map(({ index, frame }, at) => (
          <li key={index} aria-current={frame === now ? 'step' : undefined}>
            <button type="button" onClick={() => goTo(index)}>
              <span className="number">{at + 1}</span>
              <small translate="no">{where(frame)}</small>
              <span className="said">
                <Sentence parts={render(frame.caption, language)} />
              </span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  )
}

function where({ place }: Frame): string {
  const name = place.host.split('/').at(-1) ?? place.host
  return place.station === undefined || place.station === 'processes' ? name : `${name} ${place.station}`
}
