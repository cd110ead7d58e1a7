import { describe, expect, it } from 'vitest'
import { completionsAt } from './complete.ts'

/** Options at the `|` of a text. */
function at(text: string): readonly string[] {
  const offset = text.indexOf('|')
  const found = completionsAt(text.replace('|', ''), offset)
  return found?.options.map(({ label }) => label) ?? []
}

const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n'

describe('completion', () => {
  it('offers fields of the block the line stands in', () => {
    expect(at(`${service}  |`)).toContain('externalTrafficPolicy')
    expect(at(`${service}  type: NodePort\n  ex|`)).toContain('externalTrafficPolicy')
    expect(at(`${service}  ports:\n  - |`)).toEqual([
      'name',
      'protocol',
      'appProtocol',
      'port',
      'targetPort',
      'nodePort',
    ])
    expect(at(`${service}  ports:\n  - port: 80\n    |`)).toContain('targetPort')
    expect(at(`${service}  ports:\n    - port: 80\n      |`)).toContain('targetPort')
    expect(at(`${service}  ports:\n  - port: 80\n  |`)).toContain('selector')
    expect(at('kind: Service\n|')).toEqual(['apiVersion', 'kind', 'metadata', 'spec', 'status'])
  })

  it('offers values where only some are taken', () => {
    expect(at(`${service}  type: |`)).toEqual(['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'])
    expect(at(`${service}  externalTrafficPolicy: L|`)).toEqual(['Cluster', 'Local'])
    expect(at(`${service}  publishNotReadyAddresses: |`)).toEqual(['true', 'false'])
    expect(at(`${service}  ports:\n  - protocol: |`)).toEqual(['TCP', 'UDP', 'SCTP'])
    expect(at('kind: |')).toContain('EndpointSlice')
    expect(at('apiVersion: |\nkind: Deployment\n')).toEqual(['apps/v1'])
    expect(at(`${service}  clusterIP: |`)).toEqual([])
  })

  it('knows the Lab document and the configuration kinds, each in its own document', () => {
    expect(at(`${service}---\napiVersion: packetwalk/v1\nkind: Lab\nspec:\n  |`)).toContain('egressMasquerade')
    expect(at(`kind: Lab\nspec:\n  nodes:\n    node1:\n      |`)).toContain('bridgeNfCallIptables')
    expect(at(`kind: Lab\nspec:\n  kubernetesVersion: |`)).toEqual(['v1.34', 'v1.12'])
    expect(at('kind: KubeProxyConfiguration\niptables:\n  |')).toContain('masqueradeAll')
  })

  it('says nothing inside values and comments', () => {
    expect(at(`${service}  # type: |`)).toEqual([])
    expect(at(`${service}  selector: { app: |`)).toEqual([])
    expect(at('|')).toContain('kind')
  })
})
