import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { keysOf } from '../chords.ts'
import { useWords } from '../derived.ts'
import { useApp } from '../store.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { type Entry, entriesIn, matching } from './palette-entries.ts'

/** Finds any command or scenario by a few letters of it, and does it: a combobox after the ARIA practice. */
export default function Palette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords()
  const language = useApp((state) => state.language)
  const entries = useMemo(() => entriesIn(language), [language])
  const [asked, ask] = useState('')
  const [chosen, choose] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  // The dialog would give the focus to its first button.
  useEffect(() => input.current?.focus(), [])
  const found = matching(entries, asked)
  useEffect(() => {
    list.current?.querySelectorAll('[role=option]')[chosen]?.scrollIntoView?.({ block: 'nearest' })
  }, [chosen])
  const run = (entry: Entry | undefined) => {
    if (!entry) return
    // Closed first: what the command opens takes its place.
    onClose()
    entry.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: chosen + 1, ArrowUp: chosen - 1, PageDown: chosen + 8, PageUp: chosen - 8 }[event.key]
    if (event.key === 'Enter') run(found[chosen])
    else if (to === undefined) return
    else if (Math.abs(to - chosen) > 1) choose(Math.max(0, Math.min(found.length - 1, to)))
    else choose((to + found.length) % Math.max(1, found.length))
    event.preventDefault()
  }
  return (
    <Dialog className="palette" title={t('command.palette')} quiet close={t('close')} onClose={onClose}>
      <label className="ask">
        <Icon name="search" />
        <input
          ref={input}
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls={id}
          aria-activedescendant={found[chosen] ? `${id}-${chosen}` : undefined}
          aria-label={t('command.find')}
          placeholder={t('command.find')}
          value={asked}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            ask(event.target.value)
            choose(0)
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      {found.length === 0 ? (
        <p className="none" role="status">
          {t('command.none')}
        </p>
      ) : (
        <div ref={list} id={id} className="list" role="listbox" aria-label={t('command.find')}>
          {found.map((entry, index) => (
            <Row
              key={entry.id}
              entry={entry}
              heading={entry.group === found[index - 1]?.group ? undefined : entry.heading}
              id={`${id}-${index}`}
              chosen={index === chosen}
              point={() => choose(index)}
              run={() => run(entry)}
            />
          ))}
        </div>
      )}
    </Dialog>
  )
}

interface RowProps {
  readonly entry: Entry
  readonly heading: string | undefined
  readonly id: string
  readonly chosen: boolean
  readonly point: () => void
  readonly run: () => void
}

function Row({ entry, heading, id, chosen, point, run }: RowProps) {
  const [chord] = entry.chords
  return (
    <>
      {heading === undefined ? null : (
        <div className="group" role="presentation">
          {heading}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above has the keys */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the combobox, which points here */}
      <div id={id} role="option" aria-selected={chosen} onPointerMove={point} onClick={run}>
        <span className="what">{entry.title}</span>
        {chord === undefined ? null : (
          <span className="chord">
            {keysOf(chord).map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </span>
        )}
      </div>
    </>
  )
}
