import { expect, test } from 'vitest'
import { generationDifference } from './generation-difference.ts'
import { inOldVersion, oldClusters } from './old-clusters.arbitrary.ts'
import { representativeClusters } from './representative-clusters.arbitrary.ts'
import { endpoint, sampleCluster } from './sample-cluster.arbitrary.ts'

const cluster = sampleCluster({
  services: [
    {
      name: 'local',
      type: 'NodePort',
      externalTrafficPolicy: 'Local',
      ports: [{ name: 'http', nodePort: 30080, endpoints: [endpoint('10.244.1.2:80@node1')] }],
    },
    { name: 'plain', ports: [{ endpoints: [endpoint('10.244.1.3:80@node1')] }] },
  ],
})

const cut = (name: string) => name.replace(/-[A-Z2-7]{16}$/, '')

test('chains of one generation alone, and those that only changed their names', () => {
  const { renamed, onlyOld, onlyNew } = generationDifference(cluster, 'node1')
  const told = (chains: typeof onlyOld) =>
    chains.map(({ tables, chain, role, service, rules }) =>
      [tables.join(), cut(chain), role, service ?? '-', rules].join(' '),
    )
  expect(told(onlyOld)).toEqual(['nat KUBE-XLB xlb default/local:http 2', 'nat KUBE-MARK-DROP mark-drop - 1'])
  expect(told(onlyNew)).toEqual([
    'nat KUBE-EXT external default/local:http 4',
    'nat KUBE-SVL local default/local:http 1',
    'filter KUBE-PROXY-FIREWALL proxy-firewall - 0',
    'filter KUBE-NODEPORTS health-check - 0',
    'mangle KUBE-IPTABLES-HINT canary - 0',
    'mangle,filter,nat KUBE-KUBELET-CANARY canary - 0',
    'mangle,filter,nat KUBE-PROXY-CANARY canary - 0',
  ])
  expect(renamed.map(({ service, old, new: now }) => [service, cut(old), cut(now), old === now])).toEqual([
    ['default/plain', 'KUBE-SVC', 'KUBE-SVC', false],
    ['default/plain', 'KUBE-SEP', 'KUBE-SEP', false],
  ])
})

test('is the same whichever version the Lab asks for', () => {
  for (const each of Object.values(representativeClusters).slice(0, 6))
    expect(generationDifference(inOldVersion(each), 'node1')).toEqual(generationDifference(each, 'node1'))
})

test('every chain of a Service says whose it is and what it is for', () => {
  for (const each of Object.values(oldClusters)) {
    const { onlyOld, onlyNew } = generationDifference(each, 'node1')
    for (const { chain, service, role } of [...onlyOld, ...onlyNew]) {
      expect(service !== undefined, chain).toBe(/-[A-Z2-7]{16}$/.test(chain))
      expect(role, chain).not.toBe('other')
    }
  }
})
