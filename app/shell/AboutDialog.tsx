import { bookTable } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { howWeKnow } from '../how-we-know.ts'
import { openScenario } from '../scenarios.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Sentence } from '../ui/Sentence.tsx'

/** What this is, which popular claims the machine contradicts, and what its truth was compared with. */
export default function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords()
  const show = (scenario: string) => {
    onClose()
    void openScenario(scenario)
  }
  return (
    <Dialog className="about" title={t('aboutTitle')} close={t('close')} onClose={onClose}>
      <p>{t('aboutIntro')}</p>
      <h3>{t('bookTitle')}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('bookSays')}</th>
            <th scope="col">{t('bookDoes')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('bookShow')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {bookTable.map(({ id, scenario }) => (
            <tr key={id}>
              <td>{t(`book.${id}.says`)}</td>
              <td>{t(`book.${id}.does`)}</td>
              <td>
                <button type="button" className="quiet" onClick={() => show(scenario)}>
                  {t('bookShow')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>{t('knowTitle')}</h3>
      <HowWeKnow />
    </Dialog>
  )
}

function HowWeKnow() {
  const { t, parts } = useWords()
  const { kernel, kubeProxy } = howWeKnow
  return (
    <ul>
      {kernel ? (
        <li>
          <Sentence parts={parts('knowKernel', { ...kernel, backends: kernel.backends.join(', ') })} />
        </li>
      ) : null}
      {kubeProxy ? (
        <li>
          <Sentence parts={parts('knowKubeProxy', kubeProxy)} />
        </li>
      ) : null}
      <li>{t('knowObserved')}</li>
    </ul>
  )
}
