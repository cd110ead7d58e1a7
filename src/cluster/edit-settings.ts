import type { TextEdit } from '../manifest/diagnostic.ts'
import { appendDocument } from '../manifest/edit.ts'
import { setPath } from '../manifest/edit-path.ts'
import { findObject } from '../manifest/find-object.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { Service } from './cluster.ts'

/** A cluster setting that a control can change, and the configuration field it stands in. */
export const settingFields = {
  masqueradeAll: ['KubeProxyConfiguration', ['iptables', 'masqueradeAll']],
  localhostNodePorts: ['KubeProxyConfiguration', ['iptables', 'localhostNodePorts']],
  clusterCIDR: ['KubeProxyConfiguration', ['clusterCIDR']],
  hairpinMode: ['KubeletConfiguration', ['hairpinMode']],
} as const satisfies Record<string, readonly [kind: keyof typeof versions, path: readonly string[]]>
export type SettingField = keyof typeof settingFields

const versions = {
  KubeProxyConfiguration: 'kubeproxy.config.k8s.io/v1alpha1',
  KubeletConfiguration: 'kubelet.config.k8s.io/v1beta1',
} as const

/** Edits that give a cluster setting this value, in the configuration document it belongs to, made when there is none. */
export function setSetting(manifest: Manifest, field: SettingField, yaml: string): readonly TextEdit[] {
  const [kind, path] = settingFields[field]
  const object = manifest.objects.findLast((candidate) => candidate.kind === kind)
  if (object) return setPath(manifest.text, object, path, yaml)
  const [name = '', ...rest] = path
  const value = rest.reduceRight((inner: string, part) => `{ ${part}: ${inner} }`, yaml)
  return appendDocument(manifest.text, `apiVersion: ${versions[kind]}\nkind: ${kind}\n${name}: ${value}\n`)
}

/** A field of a Service's spec that a control can change. */
export type ServiceField =
  | 'type'
  | 'externalTrafficPolicy'
  | 'internalTrafficPolicy'
  | 'sessionAffinity'
  | 'publishNotReadyAddresses'

/** Edits that give a field of a Service's spec this value; undefined leaves it to its default. */
export function setServiceField(
  manifest: Manifest,
  { namespace, name }: Pick<Service, 'namespace' | 'name'>,
  field: ServiceField,
  yaml: string | undefined,
): readonly TextEdit[] {
  const object = findObject(manifest, 'Service', namespace, name)
  return object ? setPath(manifest.text, object, ['spec', field], yaml) : []
}
