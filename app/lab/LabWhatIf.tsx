import { useShown, useWords } from '../derived.ts'
import { LabSelect } from './LabSelect.tsx'

const switches = ['masquerade', 'hairpin', 'bridgeNf', 'routeLocalnet', 'podRoutes'] as const

/** Named changes to the real things. */
export function LabWhatIf() {
  const { t } = useWords()
  const { cluster } = useShown().current
  const nodes = cluster.nodes.map(({ name }) => name)
  return (
    <section aria-label={t('labWhatIf')}>
      <h2>{t('labWhatIf')}</h2>
      {switches.map((name) => (
        <LabSelect key={name} name={name} path={['whatIf', name]} options={[true, false]} />
      ))}
      <LabSelect name="rpFilter" path={['whatIf', 'rpFilter']} options={[0, 1, 2]} />
      <LabSelect name="defaultVia" path={['whatIf', 'defaultVia']} options={nodes} />
      <LabSelect name="egressMasquerade" path={['whatIf', 'egressMasquerade']} options={['off', 'outside', 'all']} />
    </section>
  )
}
