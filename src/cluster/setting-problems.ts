import type { Diagnostic, DiagnosticCode } from '../manifest/diagnostic.ts'
import type { Manifest, SourceObject } from '../manifest/manifest.ts'
import { positionOf } from '../manifest/position.ts'
import { parseCidr } from '../net/cidr.ts'
import { list, text } from './fields.ts'

/** What configuration documents say that cannot be read, or that this program does not follow. */
export function settingProblems(manifest: Manifest): readonly Diagnostic[] {
  return manifest.objects.flatMap((object): readonly Diagnostic[] => {
    if (object.kind === 'KubeProxyConfiguration')
      return [
        ...proxyMode(object),
        ...prefixProblems(object, 'clusterCIDR'),
        ...list(object.value, 'nodePortAddresses').flatMap((value, index) =>
          value === 'primary' || parseCidr(String(value))
            ? []
            : [problem(object, `nodePortAddresses[${index}]`, 'warning', 'lab-address', { value: String(value) })],
        ),
      ]
    if (object.kind === 'ClusterConfiguration')
      return [...prefixProblems(object, 'networking.podSubnet'), ...prefixProblems(object, 'networking.serviceSubnet')]
    return []
  })
}

function proxyMode(object: SourceObject): readonly Diagnostic[] {
  const mode = text(object.value, 'mode')
  if (mode === undefined || mode === 'iptables') return []
  return [problem(object, 'mode', 'info', 'proxy-mode-not-modelled', { mode, iptables: 'iptables' })]
}

function prefixProblems(object: SourceObject, path: string): readonly Diagnostic[] {
  const written = text(object.value, ...path.split('.'))
  if (written === undefined || written.split(',').every((part) => parseCidr(part.trim()))) return []
  return [problem(object, path, 'warning', 'lab-address', { value: written })]
}

function problem(
  object: SourceObject,
  path: string,
  severity: Diagnostic['severity'],
  code: DiagnosticCode,
  values: Readonly<Record<string, string>>,
): Diagnostic {
  const { kind, namespace, name } = object
  return {
    severity,
    stage: 'lab',
    object: { kind, namespace, name },
    path,
    range: positionOf(object, path),
    says: { code, values },
  }
}
