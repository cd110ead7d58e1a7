import { type SettingField, setSetting } from '../../src/index.ts'
import { useShown, useWords } from '../derived.ts'
import { edit } from '../edit.ts'
import { Setting } from './Setting.tsx'

/** kube-proxy's and the kubelet's own settings. */
export function Settings() {
  const { t } = useWords()
  const { settings } = useShown().current.cluster
  const { kubeProxy, hairpinMode, clusterCIDRs } = settings
  const set = (field: SettingField) => (value: string) => edit((manifest) => setSetting(manifest, field, value))
  const { detectLocal } = kubeProxy
  const range = detectLocal.mode === 'ClusterCIDR' ? (detectLocal.clusterCIDRs ?? clusterCIDRs).join(',') : ''
  return (
    <section aria-label={t('pane.settings')}>
      <h2>{t('pane.settings')}</h2>
      <Setting
        name="masqueradeAll"
        value={String(kubeProxy.masqueradeAll)}
        options={['false', 'true']}
        set={set('masqueradeAll')}
      />
      <Setting
        name="localhostNodePorts"
        value={String(kubeProxy.localhostNodePorts)}
        options={['true', 'false']}
        set={set('localhostNodePorts')}
      />
      <Setting
        name="hairpinMode"
        value={hairpinMode}
        options={['hairpin-veth', 'promiscuous-bridge', 'none']}
        set={set('hairpinMode')}
      />
      <label className="setting">
        <span translate="no">clusterCIDR</span>
        <input
          key={range}
          defaultValue={range}
          spellCheck={false}
          autoComplete="off"
          onBlur={(event) => {
            if (event.target.value !== range) set('clusterCIDR')(JSON.stringify(event.target.value))
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur()
          }}
        />
      </label>
    </section>
  )
}
