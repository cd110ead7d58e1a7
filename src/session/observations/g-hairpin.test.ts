import { describe } from 'vitest'
import { printRule } from '../../netfilter/print.ts'
import { createWalker } from '../walker.ts'
import { observed, probe, service } from './observed.arbitrary.ts'

const promiscuous = 'nodes: { node1: { promiscuous: true, hairpin: false } }'
const noInvalidRule =
  'rules: [{ node: node1, table: filter, delete: "-A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP" }]'

/** The Service with the rule that marks a Pod's traffic to itself deleted on node1. */
function withoutMasquerade(...lab: string[]): string {
  const { rulesets } = createWalker()(observed(service('name: a1')))
  const nat = rulesets.node1?.tables.find((table) => table.name === 'nat')
  const chain = nat?.chains.find(({ name }) => name.startsWith('KUBE-SEP-'))
  const rule = chain?.rules.find(({ target }) => target?.type === 'jump' && target.chain === 'KUBE-MARK-MASQ')
  if (!chain || !rule) throw new Error('no such rule')
  const text = JSON.stringify(printRule(chain.name, rule))
  return observed(service('name: a1'), [...lab, `rules: [{ node: node1, table: nat, delete: ${text} }]`])
}

describe('A Pod that asks its own Service', () => {
  probe('hairpin on and the endpoint’s masquerade rule', observed(service('name: a1')), {
    from: 'a1',
    to: '10.96.0.100:80',
    pick: 'a1',
    outcome: 'answered',
    server: 'a1',
    sees: '10.244.1.1',
    packets: [
      'SYN: 10.244.1.2:* > 10.96.0.100:80 on a1.eth0 node1.veth-a1 ⇒ 10.244.1.1:* > 10.244.1.2:8080 on node1.veth-a1 a1.eth0',
      'SYN-ACK: 10.244.1.2:8080 > 10.244.1.1:* on a1.eth0 node1.veth-a1 ⇒ 10.96.0.100:80 > 10.244.1.2:* on node1.veth-a1 a1.eth0',
    ],
  })

  probe('hairpin off', observed(service('name: a1'), ['whatIf: { hairpin: false }']), {
    from: 'a1',
    to: '10.96.0.100:80',
    outcome: 'timed-out',
    cause: 'hairpin-off',
    where: 'node1',
    packets: ['SYN ×4: 10.244.1.2:* > 10.96.0.100:80 on a1.eth0 node1.veth-a1'],
  })

  probe('hairpin on, the masquerade rule deleted', withoutMasquerade(), {
    from: 'a1',
    to: '10.96.0.100:80',
    outcome: 'timed-out',
    cause: 'hairpin-no-snat',
    where: 'default/a1',
    packets: [
      'SYN ×4: 10.244.1.2:* > 10.96.0.100:80 on a1.eth0 node1.veth-a1 ⇒ 10.244.1.2:* > 10.244.1.2:8080 on node1.veth-a1 a1.eth0',
    ],
  })

  probe('hairpin off, the masquerade rule deleted', withoutMasquerade('whatIf: { hairpin: false }'), {
    from: 'a1',
    to: '10.96.0.100:80',
    outcome: 'timed-out',
    cause: 'hairpin-off',
    where: 'node1',
    packets: ['SYN ×4: 10.244.1.2:* > 10.96.0.100:80 on a1.eth0 node1.veth-a1'],
  })

  probe('a promiscuous bridge without hairpin', observed(service('name: a1'), [promiscuous]), {
    from: 'a1',
    to: '10.96.0.100:80',
    outcome: 'timed-out',
    cause: 'promiscuous',
    where: 'node1',
    packets: [
      'SYN ×4: 10.244.1.2:* > 10.96.0.100:80 on a1.eth0 node1.veth-a1 ⇒ 10.244.1.2:* > 10.244.1.2:8080 on node1.cni0',
    ],
  })

  probe('a promiscuous bridge, the masquerade rule deleted', withoutMasquerade(promiscuous), {
    from: 'a1',
    to: '10.96.0.100:80',
    outcome: 'timed-out',
    cause: 'promiscuous',
    where: 'node1',
    packets: [
      'SYN ×4: 10.244.1.2:* > 10.96.0.100:80 on a1.eth0 node1.veth-a1 ⇒ 10.244.1.2:* > 10.244.1.2:8080 on node1.cni0',
    ],
  })

  probe(
    'without bridge netfilter the hairpin flag is not asked',
    observed(service('name: a1'), ['whatIf: { bridgeNf: false, hairpin: false }']),
    {
      from: 'a1',
      to: '10.96.0.100:80',
      pick: 'a1',
      outcome: 'answered',
      server: 'a1',
      sees: '10.244.1.1',
      packets: [
        'SYN: 10.244.1.2:* > 10.96.0.100:80 on a1.eth0 node1.veth-a1 node1.cni0 ⇒ 10.244.1.1:* > 10.244.1.2:8080 on node1.veth-a1 a1.eth0',
        'SYN-ACK: 10.244.1.2:8080 > 10.244.1.1:* on a1.eth0 node1.veth-a1 node1.cni0 ⇒ 10.96.0.100:80 > 10.244.1.2:* on node1.veth-a1 a1.eth0',
      ],
    },
  )

  probe(
    'without bridge netfilter, the masquerade rule deleted',
    withoutMasquerade('whatIf: { bridgeNf: false, hairpin: false }'),
    {
      from: 'a1',
      to: '10.96.0.100:80',
      outcome: 'timed-out',
      cause: 'hairpin-no-snat',
      where: 'default/a1',
      packets: [
        'SYN ×4: 10.244.1.2:* > 10.96.0.100:80 on a1.eth0 node1.veth-a1 node1.cni0 ⇒ 10.244.1.2:* > 10.244.1.2:8080 on node1.veth-a1 a1.eth0',
      ],
    },
  )

  probe(
    'a promiscuous bridge and no rule against INVALID packets',
    observed(service('name: a1'), [promiscuous, noInvalidRule]),
    {
      from: 'a1',
      to: '10.96.0.100:80',
      outcome: 'timed-out',
      cause: 'hairpin-no-snat',
      where: 'default/a1',
      packets: [
        'SYN ×4: 10.244.1.2:* > 10.96.0.100:80 on a1.eth0 node1.veth-a1 ⇒ 10.244.1.2:* > 10.244.1.2:8080 on node1.cni0 node1.veth-a1 a1.eth0',
      ],
    },
  )

  probe(
    'a promiscuous bridge without bridge netfilter',
    observed(service('name: a1'), [promiscuous, 'whatIf: { bridgeNf: false }']),
    {
      from: 'a1',
      to: '10.96.0.100:80',
      pick: 'a1',
      outcome: 'answered',
      server: 'a1',
      sees: '10.244.1.1',
      packets: [
        'SYN: 10.244.1.2:* > 10.96.0.100:80 on a1.eth0 node1.veth-a1 node1.cni0 ⇒ 10.244.1.1:* > 10.244.1.2:8080 on node1.veth-a1 a1.eth0',
        'SYN-ACK: 10.244.1.2:8080 > 10.244.1.1:* on a1.eth0 node1.veth-a1 node1.cni0 ⇒ 10.96.0.100:80 > 10.244.1.2:* on node1.veth-a1 a1.eth0',
      ],
    },
  )
})
