import { type Service, type ServiceField, setServiceField } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { edit } from '../edit.ts'
import { Setting } from './Setting.tsx'

/** The fields of a Service that decide where its packets may go. */
export function ServiceFields({ service }: { readonly service: Service }) {
  const { t } = useWords()
  const { namespace, name, type } = service
  const outward = type === 'NodePort' || type === 'LoadBalancer'
  const set = (field: ServiceField) => (value: string) => {
    edit((manifest) => setServiceField(manifest, { namespace, name }, field, value))
  }
  return (
    <section aria-label={`Service ${name}`}>
      <h2 translate="no">{namespace === 'default' ? `Service ${name}` : `Service ${namespace}/${name}`}</h2>
      {service.headless ? null : (
        <Setting name="type" value={type} options={['ClusterIP', 'NodePort', 'LoadBalancer']} set={set('type')} />
      )}
      {outward || service.externalIPs.length > 0 ? (
        <Setting
          name="externalTrafficPolicy"
          value={service.externalTrafficPolicy ?? 'Cluster'}
          options={['Cluster', 'Local']}
          set={set('externalTrafficPolicy')}
        />
      ) : null}
      <Setting
        name="internalTrafficPolicy"
        value={service.internalTrafficPolicy ?? 'Cluster'}
        options={['Cluster', 'Local']}
        set={set('internalTrafficPolicy')}
      />
      <Setting
        name="sessionAffinity"
        value={service.affinitySeconds === undefined ? 'None' : 'ClientIP'}
        options={['None', 'ClientIP']}
        set={set('sessionAffinity')}
      />
      <Setting
        name="publishNotReadyAddresses"
        value={String(service.publishNotReadyAddresses)}
        options={['false', 'true']}
        set={set('publishNotReadyAddresses')}
      />
      <p className="mute">{t('pane.editsText')}</p>
    </section>
  )
}
