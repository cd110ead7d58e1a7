import { type Frame, type Ruleset, renderText } from '../../src/index.ts'
import { useFrames, useWords } from '../derived.ts'
import { useApp } from '../store.ts'

/** The chains above the current one: which rule of each called the next, and how many before it missed. */
export function Callers({ frame, ruleset }: { readonly frame: Frame; readonly ruleset: Ruleset }) {
  const { t } = useWords()
  const frames = useFrames()
  const language = useApp((state) => state.language)
  const callers = frame.stack.slice(0, -1)
  if (callers.length === 0) return null
  return (
    <ol className="callers">
      {callers.map((line) => {
        const told = frames.find((other) => {
          const top = other.stack.at(-1)
          return (
            other.packet === frame.packet &&
            other.place.host === frame.place.host &&
            top?.table === line.table &&
            top.chain === line.chain &&
            top.rule === line.rule
          )
        })
        const base =
          ruleset.tables.find((table) => table.name === line.table)?.chains.find((chain) => chain.name === line.chain)
            ?.policy !== undefined
        return (
          <li key={`${line.table} ${line.chain}`}>
            <span className="number">{line.rule}</span>
            <code translate="no">
              {base ? `${line.table} ` : ''}
              {line.chain}
            </code>
            {line.rule > 1 ? <small>{t('missed', { n: line.rule - 1 })}</small> : null}
            {told ? <p>{renderText(told.caption, language)}</p> : null}
          </li>
        )
      })}
    </ol>
  )
}
