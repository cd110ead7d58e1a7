import { useWords } from '../derived.ts'
import { LabInput } from './LabInput.tsx'
import { LabSelect } from './LabSelect.tsx'
import { fieldText, useLab } from './useLab.ts'

/** Whether anybody gives Services of type LoadBalancer an address, and how that load balancer forwards. */
export function LabBalancer() {
  const { t } = useWords()
  const lab = useLab()
  const written = lab.at(['loadBalancer'])
  const exists = written !== undefined && written !== null
  const check = lab.at(['loadBalancer', 'healthCheck'])
  const text = (path: readonly string[]) => (value: string) => lab.set(path, value === '' ? undefined : value)
  return (
    <section aria-label={t('labBalancer')}>
      <h2>{t('labBalancer')}</h2>
      <label className="setting">
        <span>{t('labProvider')}</span>
        <input
          type="checkbox"
          checked={exists}
          onChange={(event) => lab.set(['loadBalancer'], event.target.checked ? { vip: '80.11.12.20' } : undefined)}
        />
      </label>
      {exists ? (
        <>
          <div className="setting">
            <span translate="no">vip</span>
            <LabInput
              label="vip"
              value={fieldText(written, 'vip')}
              placeholder="80.11.12.20"
              set={text(['loadBalancer', 'vip'])}
            />
          </div>
          <LabSelect name="targets" path={['loadBalancer', 'targets']} options={['nodes', 'pods']} />
          <LabSelect name="sourceAddress" path={['loadBalancer', 'sourceAddress']} options={['client', 'own']} />
          <LabSelect name="ipMode" path={['loadBalancer', 'ipMode']} options={['VIP', 'Proxy']} unset={t('labAuto')} />
          <div className="setting">
            <span translate="no">interval</span>
            <LabInput
              label="interval"
              value={fieldText(check, 'interval')}
              placeholder="10s"
              set={text(['loadBalancer', 'healthCheck', 'interval'])}
            />
          </div>
          <LabSelect name="threshold" path={['loadBalancer', 'healthCheck', 'threshold']} options={[1, 2, 3, 5]} />
        </>
      ) : null}
    </section>
  )
}
