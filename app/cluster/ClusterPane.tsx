import { addNode } from '../../src/index.ts'
import { useShown, useWords } from '../derived.ts'
import { edit } from '../edit.ts'
import { Icon } from '../ui/Icon.tsx'
import { NodeSection } from './NodeSection.tsx'
import { ServiceFields } from './ServiceFields.tsx'
import { Settings } from './Settings.tsx'

/** Nodes, Pods and settings as controls. Each of them edits the text; nothing else remembers what they did. */
export default function ClusterPane() {
  const { t } = useWords()
  const { cluster } = useShown().current
  const services = cluster.services.filter((service) => !service.assumed && service.type !== 'ExternalName')
  return (
    <div className="pane">
      {cluster.nodes.map((node) => (
        <NodeSection key={node.name} node={node} />
      ))}
      <button type="button" className="boxed" onClick={() => edit(addNode)}>
        <Icon name="plus" size={12} /> {t('pane.addNode')}
      </button>
      {services.map((service) => (
        <ServiceFields key={`${service.namespace}/${service.name}`} service={service} />
      ))}
      <Settings />
    </div>
  )
}
