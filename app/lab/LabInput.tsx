interface LabInputProps {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly set: (value: string) => void
}

/** A text that is written once it is left or Enter is pressed: half an address is no change. */
export function LabInput({ label, value, placeholder, set }: LabInputProps) {
  return (
    <input
      key={value}
      aria-label={label}
      defaultValue={value}
      placeholder={placeholder}
      spellCheck={false}
      autoComplete="off"
      onBlur={(event) => {
        const written = event.target.value.trim()
        if (written !== value) set(written)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
      }}
    />
  )
}
