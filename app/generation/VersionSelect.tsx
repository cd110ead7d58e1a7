import { applyEdits, kubernetesVersions, setKubernetesVersion } from '../../src/index.ts'
import { useShown, useWords } from '../derived.ts'
import { setText, store } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'

/** Which version of kube-proxy writes the rules. A choice is written into the text's Lab document. */
export function VersionSelect() {
  const { t } = useWords()
  const { manifest } = useShown().current
  const choose = (chosen: string) => {
    const version = kubernetesVersions.find((candidate) => candidate === chosen)
    if (!version) return
    setText(applyEdits(manifest.text, setKubernetesVersion(manifest, version)))
    store.setState({ cursor: 0 })
  }
  return (
    <label className="select version">
      <small>{t('mode')}</small>
      <select
        aria-label={t('generation')}
        value={manifest.lab.kubernetesVersion}
        onChange={(event) => choose(event.target.value)}
      >
        {kubernetesVersions.map((version) => (
          <option key={version} value={version}>
            iptables {version}
          </option>
        ))}
      </select>
      <Icon name="down" size={12} />
    </label>
  )
}
