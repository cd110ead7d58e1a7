import type { Frame } from '../../src/index.ts'
import { useApp } from '../store.ts'
import { Cell } from './Cell.tsx'

interface RowProps {
  readonly number: number
  readonly left: Frame | undefined
  readonly right: Frame | undefined
  readonly go: () => void
}

/** A step of both sides: in two columns, or overlaid in one, where what is the same for both is said once. */
export function Row({ number, left, right, go }: RowProps) {
  const overlaid = useApp((state) => state.overlaid)
  const step = (
    <button type="button" className="row-number" onClick={go}>
      {number}
    </button>
  )
  if (overlaid && left && right && tells(left) === tells(right))
    return (
      <>
        <Cell letters="AB" frame={left} />
        {step}
      </>
    )
  return (
    <>
      <Cell letters="A" frame={left} />
      {step}
      <Cell letters="B" frame={right} />
    </>
  )
}

function tells({ place, stack, caption, header, ending }: Frame): string {
  return JSON.stringify([place, stack, caption, header, ending])
}
