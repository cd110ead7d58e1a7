/** Which of two overlaid walks something is about; the shape tells it too. */
export function SideLetter({ letter }: { readonly letter: 'A' | 'B' }) {
  return <b className={`side-letter side-${letter.toLowerCase()}`}>{letter}</b>
}
