import { depths } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { store, useApp } from '../store.ts'
import { Segments } from '../ui/Segments.tsx'

/** How much is told. Changing it keeps the place. */
export function DepthControl() {
  const { t } = useWords()
  const chosen = useApp((state) => state.depth)
  return (
    <Segments
      className="cv-depth"
      name="depth"
      legend={t('canvas.depth')}
      options={depths.map((depth) => ({ id: depth, title: t(`canvas.${depth}`) }))}
      chosen={chosen}
      choose={(depth) => store.setState({ depth, touched: true })}
    />
  )
}
