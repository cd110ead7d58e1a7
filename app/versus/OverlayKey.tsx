import type { Variant } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { SideLetter } from '../ui/SideLetter.tsx'

/** Which line and letter stands for which side. */
export function OverlayKey({ chosen }: { readonly chosen: Variant }) {
  const { t } = useWords()
  const sides = [
    { letter: 'A', look: 'way-a', name: chosen.now, what: t('versus.now') },
    { letter: 'B', look: 'way-b', name: chosen.other, what: t('versus.other') },
  ] as const
  return (
    <p className="versus-key versus-name">
      {sides.map(({ letter, look, name, what }) => (
        <span key={letter}>
          <SideLetter letter={letter} />
          <svg width="44" height="6" aria-hidden="true">
            <polyline className={look} points="0,3 44,3" />
          </svg>
          <code>{name}</code> <small>{what}</small>
        </span>
      ))}
    </p>
  )
}
