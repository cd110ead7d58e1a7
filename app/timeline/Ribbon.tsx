import { type CSSProperties, type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { type Frame, ownerOfHost, renderText, valueText } from '../../src/index.ts'
import { stepAt, useFrames, useSteps, useWalk, useWords } from '../derived.ts'
import { step } from '../playback.ts'
import { goTo, useApp } from '../store.ts'
import { hostRuns } from './host-runs.ts'

interface RibbonProps {
  /** Called with whether the slider has the focus: then a screen reader says every new value of it. */
  readonly speaks: (focused: boolean) => void
}

/** All steps in a row. A slider for the keyboard and screen readers; a press or a drag goes there. */
export function Ribbon({ speaks }: RibbonProps) {
  const { t } = useWords()
  const { cluster } = useWalk()
  const frames = useFrames()
  const steps = useSteps()
  const language = useApp((state) => state.language)
  const cursor = useApp((state) => state.cursor)
  const ribbon = useRef<HTMLDivElement>(null)
  const width = useWidth(ribbon)
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
      aria-valuetext={valueText(frame, language)}
      onFocus={() => speaks(true)}
      onBlur={() => speaks(false)}
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
            className={`run o-${owner.hue}${run.reply ? ' reply' : ''}${run.turn ? ' first-reply' : ''}`}
            style={style}
          >
            <small>{nameThatFits(run.host, (width * run.steps.length) / steps.length)}</small>
            <span className="bars">
              {run.steps.map((place) => {
                const shown = frames[steps[place] ?? 0]
                const bad = shown?.ending !== undefined && shown.ending !== 'delivered'
                const state = place === at ? 'now' : place < at ? 'done' : ''
                return (
                  <i
                    key={place}
                    className={`${state}${bad ? ' bad' : ''}${shown?.fold?.head ? ' folded' : ''}${isHook(frames, steps, place) ? ' hook' : ''}`}
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

/** Whether the packet comes to another hook with this step: a tick stands there. */
function isHook(frames: readonly Frame[], steps: readonly number[], at: number): boolean {
  const [before, now] = [frames[steps[at - 1] ?? -1]?.place, frames[steps[at] ?? -1]?.place]
  const hook = now?.station !== undefined && /^[A-Z]+$/.test(now.station)
  return hook && (before?.station !== now.station || before.host !== now.host)
}

/** Width of a letter of the ribbon's small print, at most. */
const letterWidth = 7

/** A host's name where there is room for all of it; a name cut in two would say less than its colour. */
function nameThatFits(host: string, room: number): string {
  const name = host.split('/').at(-1) ?? host
  return name.length * letterWidth + 10 <= room ? name : ''
}

function useWidth(element: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!element.current) return
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0))
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return width
}
