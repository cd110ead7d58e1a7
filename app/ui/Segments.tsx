interface SegmentsProps<Id extends string> {
  /** What is chosen here, for who does not see it. */
  readonly legend: string
  /** Of the radio buttons; one on the page. */
  readonly name: string
  readonly className?: string
  readonly options: readonly { readonly id: Id; readonly title: string }[]
  readonly chosen: Id
  readonly choose: (id: Id) => void
}

/** A few choices side by side, one of them taken. */
export function Segments<Id extends string>({ legend, name, className, options, chosen, choose }: SegmentsProps<Id>) {
  return (
    <fieldset className={className === undefined ? 'segments' : `segments ${className}`}>
      <legend className="visually-hidden">{legend}</legend>
      {options.map(({ id, title }) => (
        <label key={id}>
          <input type="radio" name={name} value={id} checked={id === chosen} onChange={() => choose(id)} />
          <span>{title}</span>
        </label>
      ))}
    </fieldset>
  )
}
