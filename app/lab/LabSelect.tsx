import { useId } from 'react'
import type { Json, Path } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { Icon } from '../ui/Icon.tsx'
import { useLab } from './useLab.ts'

interface LabSelectProps {
  /** The field's own name, as it stands in the text. */
  readonly name: string
  readonly path: Path
  readonly options: readonly Json[]
  /** What it is called when the text does not say. */
  readonly unset?: string
}

/** A field of the Lab with its few values; the first choice takes it out of the text. */
export function LabSelect({ name, path, options, unset }: LabSelectProps) {
  const id = useId()
  const { t } = useWords()
  const lab = useLab()
  const value = lab.at(path)
  const known = value === undefined || options.includes(value)
  const choose = (chosen: string) =>
    lab.set(
      path,
      options.find((option) => String(option) === chosen),
    )
  return (
    <div className="setting">
      <label htmlFor={id} translate="no">
        {name}
      </label>
      <span className="select">
        <select
          id={id}
          value={value === undefined ? '' : String(value)}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="">{unset ?? t('labAsIs')}</option>
          {options.map((option) => (
            <option key={String(option)}>{String(option)}</option>
          ))}
          {known ? null : <option>{String(value)}</option>}
        </select>
        <Icon name="down" size={12} />
      </span>
    </div>
  )
}
