import { memo } from 'react'
import { ownerOfHost } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { addressOf } from './address-of.ts'
import { fade, useDrawing } from './drawing.ts'

/**
 * The nodes of which only the key is drawn. There are many of them and none has anything inside, so that they are plain
 * boxes: each node of React Flow listens to its size, and that alone would double the first picture's time.
 */
export function Cells() {
  const { t } = useWords()
  const drawing = useDrawing()
  const { walk, scene, frame, flying } = drawing
  const cells = scene.boxes.filter(({ kind, id }) => kind === 'node' && scene.detail[id] === 'cell')
  return cells.map(({ id, x, y, width, height }) => {
    const { hue, letter } = ownerOfHost(walk.cluster, id)
    const off = walk.cluster.nodes.some(({ name, ready }) => name === id && !ready)
    const here = !flying && frame?.place.host === id
    return (
      <Cell
        key={id}
        id={id}
        label={`${t('canvas.hostLabel', { host: id, address: addressOf(walk.cluster, id) })}${off ? ` ${t('canvas.notReadyShort')}` : ''}`}
        letter={letter}
        look={`cv-card${off ? ' cv-off' : ''} cv-cell o-${hue}${here ? ' cv-here' : ''}${fade(drawing, id)}`}
        place={`${x} ${y} ${width} ${height}`}
      />
    )
  })
}

interface CellProps {
  readonly id: string
  readonly label: string
  readonly letter: string
  readonly look: string
  /** Left, top, width and height in one, so that an equal one is the same. */
  readonly place: string
}

const Cell = memo(({ id, label, letter, look, place }: CellProps) => {
  const [left = 0, top = 0, width = 0, height = 0] = place.split(' ').map(Number)
  return (
    // The picture is one stop of Tab; inside it the arrows go from one to the other.
    // biome-ignore lint/a11y/useSemanticElements: a box of a picture, not a group of fields
    <div role="group" aria-label={label} tabIndex={-1} className={look} title={id} style={{ left, top, width, height }}>
      {letter}
    </div>
  )
})
