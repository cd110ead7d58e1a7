import { depths } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { store, useApp } from '../store.ts'

/** How much is told. Changing it keeps the place. */
export function DepthControl() {
  const { t } = useWords()
  const chosen = useApp((state) => state.depth)
  return (
    <fieldset className="cv-depth">
      <legend className="visually-hidden">{t('canvas.depth')}</legend>
      {depths.map((depth) => (
        <label key={depth}>
          <input
            type="radio"
            name="depth"
            value={depth}
            checked={depth === chosen}
            onChange={() => store.setState({ depth, touched: true })}
          />
          <span>{t(`canvas.${depth}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}
