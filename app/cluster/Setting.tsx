import { useId } from 'react'
import { Icon } from '../ui/Icon.tsx'

interface SettingProps {
  /** The field's own name, as it stands in the text. */
  readonly name: string
  readonly value: string
  readonly options: readonly string[]
  readonly set: (value: string) => void
}

/** A field of the text with its few possible values. */
export function Setting({ name, value, options, set }: SettingProps) {
  const id = useId()
  return (
    <div className="setting">
      <label htmlFor={id} translate="no">
        {name}
      </label>
      <span className="select">
        <select id={id} value={value} onChange={(event) => set(event.target.value)}>
          {options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
        <Icon name="down" size={12} />
      </span>
    </div>
  )
}
