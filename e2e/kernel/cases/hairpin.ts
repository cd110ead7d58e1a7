import type { Outcome } from '../../../src/trace/trace.ts'
import type { KernelCase } from '../case.ts'
import { documents, lab, onePod, service } from './manifests.ts'

/** The rule that makes a Pod's own packets come back from somewhere else. */
const masquerade = /-A KUBE-SEP-\S+ .*-j KUBE-MARK-MASQ/

function hairpin(name: string, expect: Outcome, node: string, without?: RegExp): KernelCase {
  return {
    shape: 'hairpin',
    name,
    text: documents(...onePod, service(), lab([`nodes: { node1: { ${node} } }`])),
    ...(without ? { without } : {}),
    steps: [{ send: { from: 'web-1', to: 'svc/web' }, expect }],
  }
}

const off = 'hairpin: false'
const bridgeNfOff = 'bridgeNfCallIptables: false'

export const hairpins: readonly KernelCase[] = [
  hairpin('port on, masqueraded', 'answered', 'hairpin: true'),
  hairpin('port off, masqueraded', 'timed-out', off),
  hairpin('port off, not masqueraded', 'timed-out', off, masquerade),
  hairpin('port on, not masqueraded', 'timed-out', 'hairpin: true', masquerade),
  hairpin('port off, promiscuous bridge', 'timed-out', `${off}, promiscuous: true`),
  hairpin(
    'port off, promiscuous bridge, INVALID let through',
    'timed-out',
    `${off}, promiscuous: true`,
    /--ctstate INVALID/,
  ),
  hairpin('port off, bridge netfilter off', 'answered', `${off}, ${bridgeNfOff}`),
  hairpin('port on, bridge netfilter off', 'answered', `hairpin: true, ${bridgeNfOff}`),
  hairpin('port off, bridge netfilter off, not masqueraded', 'timed-out', `${off}, ${bridgeNfOff}`, masquerade),
  hairpin(
    'port off, promiscuous bridge, bridge netfilter off',
    'answered',
    `${off}, promiscuous: true, ${bridgeNfOff}`,
  ),
]
