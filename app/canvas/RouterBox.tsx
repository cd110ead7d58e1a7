import { useWords } from '../derived.ts'
import { useDrawing } from './drawing.ts'

/** The router between the outside and the nodes' network. */
export function RouterBox() {
  const { t } = useWords()
  const { frame, flying } = useDrawing()
  const here = !flying && frame?.place.host === 'router'
  return <div className={`cv-router o-outside${here ? ' cv-here' : ''}`}>{t('canvas.router')}</div>
}
