import { deprecationsOf, lineColumn, type SourceObject, writeDown } from '../../src/index.ts'
import { useShown, useWords } from '../derived.ts'
import { edit } from '../edit.ts'
import { store } from '../store.ts'
import { AssumedNames } from '../ui/AssumedNames.tsx'
import { Deprecated } from '../ui/Deprecated.tsx'

/** What became of the text: what was understood, what was assumed around it, and what this page does not model. */
export default function ObjectsPane() {
  const { t } = useWords()
  const { current } = useShown()
  const { manifest, cluster } = current
  const lab = manifest.labObject ? [manifest.labObject] : []
  const understood = [...manifest.objects, ...lab].toSorted((a, b) => start(a) - start(b))
  const refused = (object: SourceObject) =>
    cluster.rejected.some(
      ({ kind, namespace, name }) => kind === object.kind && namespace === object.namespace && name === object.name,
    )
  return (
    <div className="pane">
      <section aria-labelledby="understood">
        <h2 id="understood">{t('pane.understood')}</h2>
        {understood.length === 0 ? <p className="mute">{t('pane.nothing')}</p> : null}
        <Objects objects={understood} note={(object) => (refused(object) ? t('pane.refused') : undefined)} />
      </section>
      {cluster.assumed.length > 0 ? (
        <section aria-labelledby="assumed">
          <h2 id="assumed">{t('assumed')}</h2>
          <ul className="assumed-list">
            {cluster.assumed.map((assumption) => (
              <li key={assumption.kind}>
                <AssumedNames assumption={assumption} />
              </li>
            ))}
          </ul>
          <button type="button" className="boxed" onClick={() => edit(writeDown)}>
            {t('pane.writeDown')}
          </button>
        </section>
      ) : null}
      <section aria-labelledby="not-modelled">
        <h2 id="not-modelled">{t('notModelled')}</h2>
        {manifest.notModelled.length === 0 ? <p className="mute">{t('pane.allModelled')}</p> : null}
        <Objects objects={manifest.notModelled} note={() => undefined} />
      </section>
    </div>
  )
}

interface ObjectsProps {
  readonly objects: readonly SourceObject[]
  readonly note: (object: SourceObject) => string | undefined
}

/** Kinds and names; a press shows the place in the text. */
function Objects({ objects, note }: ObjectsProps) {
  const { current } = useShown()
  const { text } = current.manifest
  if (objects.length === 0) return null
  return (
    <ul className="objects">
      {objects.map((object) => (
        <li key={start(object)}>
          <button
            type="button"
            className="row"
            onClick={() => store.setState({ left: 'yaml', reveal: object.position.value })}
          >
            <small translate="no">{object.kind}</small>
            <span translate="no">
              {object.namespace === 'default' || object.namespace === '' ? '' : `${object.namespace}/`}
              {object.name}
            </span>
            {note(object) === undefined ? null : <em>{note(object)}</em>}
            <span className="line">{lineColumn(text, start(object)).line}</span>
          </button>
          <Deprecated of={deprecationsOf(object)} named />
        </li>
      ))}
    </ul>
  )
}

function start(object: SourceObject): number {
  return object.position.value.start
}
