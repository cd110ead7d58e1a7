import { useWords } from '../derived.ts'
import { chooseFile } from '../files.ts'
import { redo, store, undo, useApp } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'

/** Where a text can come from, and the way back. */
export function TextButtons() {
  const { t } = useWords()
  const past = useApp((state) => state.past.length)
  const future = useApp((state) => state.future.length)
  return (
    <div className="text-buttons">
      <button type="button" className="quiet" onClick={chooseFile}>
        {t('pane.openFile')}
      </button>
      <button type="button" className="quiet" onClick={() => store.setState({ dialog: 'own-cluster' })}>
        {t('pane.ownCluster')}
      </button>
      <span className="fill" />
      <button
        type="button"
        className="quiet"
        disabled={past === 0}
        aria-label={t('command.undo')}
        title={t('command.undo')}
        onClick={undo}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        className="quiet"
        disabled={future === 0}
        aria-label={t('command.redo')}
        title={t('command.redo')}
        onClick={redo}
      >
        <Icon name="redo" />
      </button>
    </div>
  )
}
