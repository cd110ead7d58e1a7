import type { StackLine } from '../../src/index.ts'

/** Lines that fit; more fold in the middle. */
const most = 6

/** The chains that called each other, down to the current one. */
export function ChainStack({ stack }: { readonly stack: readonly StackLine[] }) {
  const folded = stack.length > most
  const lines = folded ? [...stack.slice(0, 2), ...stack.slice(stack.length - (most - 3))] : stack
  return (
    <ol className="chain-stack" aria-hidden="true">
      {lines.map((line, index) => (
        <li
          key={`${line.chain} ${line.rule}`}
          className={index === lines.length - 1 ? 'current' : undefined}
          style={{ paddingLeft: index * 8 }}
        >
          {folded && index === 2 ? <span className="fold">… </span> : null}
          <span>{line.chain}</span> <small>#{line.rule}</small>
        </li>
      ))}
    </ol>
  )
}
