import { keysOf } from '../chords.ts'
import { commands } from '../commands.ts'
import { useWords } from '../derived.ts'
import { Dialog } from '../ui/Dialog.tsx'

/** What the keys do: every command that has one. */
export default function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords()
  return (
    <Dialog className="keys" title={t('keysTitle')} close={t('close')} onClose={onClose}>
      <dl>
        {commands
          .filter(({ chords }) => chords.length > 0)
          .map(({ id, title, chords }) => (
            <div key={id}>
              <dt>
                {chords.map((chord) => (
                  <Chord key={chord} chord={chord} />
                ))}
              </dt>
              <dd>{t(title)}</dd>
            </div>
          ))}
      </dl>
      <p className="mute">{t('canvas.keys')}</p>
    </Dialog>
  )
}

function Chord({ chord }: { readonly chord: string }) {
  return (
    <span className="chord">
      {keysOf(chord).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  )
}
