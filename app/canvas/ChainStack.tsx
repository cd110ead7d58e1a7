import type { StackLine } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { useApp } from '../store.ts'

const lineHeight = 19

/** More lines than this say less. */
const most = 6

interface ChainStackProps {
  readonly stack: readonly StackLine[]
  /** Where it may stand, in the scene; undefined when there is no room at all. */
  readonly room: { readonly x: number; readonly y: number; readonly height: number } | undefined
}

/** The chains that called each other, outermost first, the current one marked; what does not fit folds in the middle. */
export function ChainStack({ stack, room }: ChainStackProps) {
  const { t } = useWords()
  const depth = useApp((state) => state.depth)
  if (!room || stack.length === 0 || depth === 'story') return null
  const fit = Math.max(1, Math.min(most, Math.floor(room.height / lineHeight)))
  const { head, folded, tail } = fold(stack, depth === 'tables' ? 1 : fit)
  const indent = (level: number) => ({ paddingLeft: level * 10 })
  const below = head.length + Number(folded > 0 && fit > 2)
  return (
    <ol className="cv-stack" style={{ left: room.x, top: room.y }}>
      {head.map((line, index) => (
        <Line key={`${line.chain} ${line.rule}`} line={line} style={indent(index)} />
      ))}
      {folded > 0 && fit > 2 ? <li style={indent(head.length)}>… {t('canvas.folded', { n: folded })}</li> : null}
      {tail.map((line, index) => (
        <Line
          key={`${line.chain} ${line.rule}`}
          line={line}
          style={indent(below + index)}
          current={index === tail.length - 1}
          ellipsis={folded > 0 && fit <= 2 && index === 0 && tail.length > 1}
        />
      ))}
    </ol>
  )
}

interface LineProps {
  readonly line: StackLine
  readonly style: { readonly paddingLeft: number }
  readonly current?: boolean
  readonly ellipsis?: boolean
}

function Line({ line, style, current = false, ellipsis = false }: LineProps) {
  const base = /^[A-Z]+$/.test(line.chain)
  return (
    <li className={current ? 'cv-current-line' : undefined} style={style} translate="no">
      {ellipsis ? '… ' : null}
      {base ? `${line.table} ` : null}
      {line.chain} <small>#{line.rule}</small>
    </li>
  )
}

/** The first line and as many of the last as fit; with room for two or less only the last ones. */
function fold(
  stack: readonly StackLine[],
  fit: number,
): { readonly head: readonly StackLine[]; readonly folded: number; readonly tail: readonly StackLine[] } {
  if (stack.length <= fit) return { head: [], folded: 0, tail: stack }
  if (fit <= 2) return { head: [], folded: stack.length - fit, tail: stack.slice(-fit) }
  return { head: stack.slice(0, 1), folded: stack.length - (fit - 1), tail: stack.slice(-(fit - 2)) }
}
