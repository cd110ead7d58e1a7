import { type KeyboardEvent, type ReactNode, useId } from 'react'

interface Tab<Id extends string> {
  readonly id: Id
  readonly title: ReactNode
  readonly content: ReactNode
  /** Stays as it is while another tab is shown: the editor keeps its caret and its place. */
  readonly keep?: true
}

interface TabsProps<Id extends string> {
  readonly label: string
  readonly chosen: Id
  readonly choose: (id: Id) => void
  readonly tabs: readonly Tab<Id>[]
}

/** Tabs after the ARIA practice: arrow keys move, only the chosen one is in the tab order. */
export function Tabs<Id extends string>({ label, chosen, choose, tabs }: TabsProps<Id>) {
  const base = useId()
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    event.stopPropagation()
    // A narrow window leaves out a tab that is a pane of its own there.
    const shown = tabs.filter(({ id }) => document.getElementById(`${base}-${id}`)?.checkVisibility())
    const at = shown.findIndex((tab) => tab.id === chosen)
    const next = shown[(at + by + shown.length) % shown.length]
    if (!next) return
    choose(next.id)
    document.getElementById(`${base}-${next.id}`)?.focus()
  }
  return (
    <>
      <div className="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            id={`${base}-${tab.id}`}
            type="button"
            role="tab"
            aria-selected={tab.id === chosen}
            aria-controls={`${base}-${tab.id}-panel`}
            tabIndex={tab.id === chosen ? 0 : -1}
            onClick={() => choose(tab.id)}
          >
            {tab.title}
          </button>
        ))}
      </div>
      {tabs.map((tab) =>
        tab.id === chosen || tab.keep ? (
          <div
            key={tab.id}
            id={`${base}-${tab.id}-panel`}
            className={tab.keep ? 'tab-panel whole' : 'tab-panel'}
            hidden={tab.id !== chosen}
            role="tabpanel"
            aria-labelledby={`${base}-${tab.id}`}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel that scrolls must be reachable by keyboard
            tabIndex={0}
          >
            {tab.content}
          </div>
        ) : null,
      )}
    </>
  )
}
