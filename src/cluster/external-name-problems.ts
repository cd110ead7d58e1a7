import type { Diagnostic, DiagnosticCode } from '../manifest/diagnostic.ts'
import { findObject } from '../manifest/find-object.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { positionOf } from '../manifest/position.ts'
import { parseAddress } from '../net/address.ts'
import type { Outside, Service } from './cluster.ts'

/** What an ExternalName does not do, said where it is written: it carries no ports, and stands for no address. */
export function externalNameProblems(
  service: Service,
  { dns }: Pick<Outside, 'dns'>,
  dnsDomain: string,
  manifest: Manifest,
): readonly Diagnostic[] {
  const { namespace, name, externalName } = service
  const object = findObject(manifest, 'Service', namespace, name)
  if (!object || externalName === undefined) return []
  const say = (path: string, code: DiagnosticCode): Diagnostic => ({
    severity: 'info',
    stage: 'warning',
    object: { kind: 'Service', namespace, name },
    path,
    range: positionOf(object, path),
    says: { code, values: { service: name, name: externalName } },
  })
  const bare = externalName.replace(/\.$/, '').toLowerCase()
  const inside = bare === dnsDomain || bare.endsWith(`.${dnsDomain}`)
  const known = inside || dns.records.some((record) => record.name.replace(/\.$/, '').toLowerCase() === bare)
  const isAddress = parseAddress(externalName) !== undefined
  return [
    ...(isAddress ? [say('spec.externalName', 'external-name-is-ip')] : []),
    ...(!isAddress && !known ? [say('spec.externalName', 'external-name-unknown')] : []),
    ...(service.ports.length > 0 ? [say('spec.ports', 'external-name-ports')] : []),
  ]
}
