import { useWords } from '../derived.ts'
import { fade, useDrawing } from './drawing.ts'

/** The router between the outside and the nodes' network. */
export function RouterBox() {
  const { t } = useWords()
  const drawing = useDrawing()
  const { frame, flying } = drawing
  const here = !flying && frame?.place.host === 'router'
  return (
    <div className={`cv-router o-outside${here ? ' cv-here' : ''}${fade(drawing, 'router')}`}>{t('canvas.router')}</div>
  )
}
