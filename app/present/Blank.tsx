import { useWords } from '../derived.ts'
import { store } from '../store.ts'

/** Nothing to see: the room looks at the speaker. Any press brings the picture back. */
export default function Blank() {
  const { t } = useWords()
  return (
    <button type="button" className="blank" onClick={() => store.setState({ blank: false })}>
      <span className="visually-hidden">{t('present.blank')}</span>
    </button>
  )
}
