interface SideLetterProps {
  readonly letter: 'A' | 'B'
  /** With a piece of its line, where the two are introduced. */
  readonly line?: boolean
}

/** Which of two overlaid walks something is about; the shape tells it too. */
export function SideLetter({ letter, line = false }: SideLetterProps) {
  const side = letter.toLowerCase()
  return (
    <>
      <b className={`side-letter side-${side}`}>{letter}</b>
      {line ? (
        <svg className="side-line" width="44" height="20" aria-hidden="true">
          <path className={`way-${side}`} d="M0 10h44" />
        </svg>
      ) : null}
    </>
  )
}
