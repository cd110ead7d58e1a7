import { boxAt, boxOf, cardAt, type Frame, type Scene } from '../../src/index.ts'
import type { Parting } from '../comparison.ts'
import { useWords } from '../derived.ts'
import { SideLetter } from '../ui/SideLetter.tsx'

/** Marks the place where both ways part, with the rule that is the first to differ on either. */
export function PartingNote({ scene, parting }: { readonly scene: Scene; readonly parting: Parting }) {
  const { t } = useWords()
  const frame = parting.a ?? parting.b
  const box = frame && boxAt(scene, frame.place)
  if (!frame || !box) return null
  const card = cardAt(scene, frame.place)
  // Of two connections the strip of one would say the wrong thing: the note takes its place.
  const { x, y, width, height } =
    boxOf(scene, `${card?.id}:conntrack`) ?? boxOf(scene, `${card?.id}:bay`) ?? card ?? box
  return (
    <>
      <i className="overlay-parting" style={{ left: box.x, top: box.y, width: box.width, height: box.height }} />
      <p className="overlay-note" style={{ left: x, bottom: scene.height - y - height, minWidth: width }}>
        <b className="badge">{t('versus.first')}</b>
        <Rule letter="A" frame={parting.a} />
        <Rule letter="B" frame={parting.b} />
      </p>
    </>
  )
}

function Rule({ letter, frame }: { readonly letter: 'A' | 'B'; readonly frame: Frame | undefined }) {
  const line = frame?.stack.at(-1)
  return (
    <span translate="no">
      <SideLetter letter={letter} />{' '}
      {line ? `${line.chain} #${line.rule}` : (frame?.place.station ?? frame?.place.host.split('/').at(-1) ?? '–')}
    </span>
  )
}
