import type { Json } from '../../src/index.ts'
import { useShown, useWords } from '../derived.ts'
import { Icon } from '../ui/Icon.tsx'
import { LabInput } from './LabInput.tsx'
import { LabRow } from './LabRow.tsx'
import { fieldText, useLab } from './useLab.ts'

/** Hosts outside the cluster; the first is the default client. Their names are the ones a request uses. */
export function LabHosts() {
  const { t } = useWords()
  const lab = useLab()
  const { cluster } = useShown().current
  const written = lab.list(['hosts'])
  const assumed = written.length === 0
  // A list that is written takes the place of the assumed client, so it has to be written with it.
  const hosts: readonly Json[] = assumed
    ? cluster.outside.hosts.map(({ name, addresses }) => ({ name, addresses }))
    : written
  const change = (index: number, host: Json) =>
    assumed ? lab.set(['hosts'], hosts.with(index, host)) : lab.set(['hosts', index], host)
  const add = () => {
    const taken = JSON.stringify(hosts)
    let number = 2
    while (taken.includes(`203.0.113.${number + 9}/`) || taken.includes(`"client${number}"`)) number++
    const host = { name: `client${number}`, addresses: [`203.0.113.${number + 9}/24`] }
    if (assumed) lab.set(['hosts'], [...hosts, host])
    else lab.set(['hosts', hosts.length], host)
  }
  return (
    <section aria-label={t('labHosts')}>
      <h2>{t('labHosts')}</h2>
      <ul>
        {hosts.map((host, index) => {
          const name = fieldText(host, 'name')
          const address = addressOf(host)
          const remove = hosts.length > 1 ? () => lab.set(['hosts', index], undefined) : undefined
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place in the text
            <LabRow key={index} name={name} {...(remove ? { remove } : {})}>
              <LabInput
                label={t('labName')}
                value={name}
                set={(value) => change(index, { ...(host as object), name: value })}
              />
              <LabInput
                label={t('labAddress')}
                value={address}
                set={(value) => change(index, { ...(host as object), addresses: [value] })}
              />
            </LabRow>
          )
        })}
      </ul>
      <button type="button" className="boxed" onClick={add}>
        <Icon name="plus" size={12} /> {t('labAddHost')}
      </button>
    </section>
  )
}

function addressOf(host: Json): string {
  const { addresses } = (host ?? {}) as { readonly addresses?: Json }
  const first = Array.isArray(addresses) ? addresses[0] : addresses
  return typeof first === 'string' ? first : ''
}
