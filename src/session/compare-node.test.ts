import { describe, expect, test } from 'vitest'
import { resolve } from '../cluster/resolve.ts'
import { parseManifest } from '../manifest/parse.ts'
import { loadDocument } from '../netfilter/load.ts'
import { parseRuleset } from '../netfilter/parse.ts'
import { printRuleset } from '../netfilter/print-ruleset.ts'
import type { Ruleset } from '../netfilter/ruleset.ts'
import { chainOwner } from '../proxy/chain-owner.ts'
import { compareNode, likeliestNode } from '../proxy/compare-node.ts'
import { nodeDocument } from '../proxy/node-document.ts'

const service = (name: string, spec: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { selector: { app: ${name} }, ${spec} }\n---\n`
const web = service('web', 'type: NodePort, clusterIP: 10.96.7.7, ports: [{ port: 80, nodePort: 30080 }]')
const shop = service('shop', 'clusterIP: 10.96.7.8, ports: [{ name: http, port: 80 }]')
const local = service('local', 'type: NodePort, externalTrafficPolicy: Local, ports: [{ port: 81, nodePort: 30081 }]')

function rulesOf(text: string, node = 'node1'): Ruleset {
  return loadDocument(nodeDocument(resolve(parseManifest(text)).cluster, node))
}

/** The dump of a node that runs one text, compared with what another text asks for. */
function compared(expected: string, running: string, edit: (dump: string) => string = (dump) => dump) {
  return compareNode(rulesOf(expected), parseRuleset(edit(printRuleset(rulesOf(running)))).ruleset)
}

/** Chains that are not as expected: status and reason, KUBE hashes cut. */
function told({ chains, reasons }: ReturnType<typeof compared>) {
  return [
    ...reasons.map(({ code }) => code),
    ...chains
      .filter(({ status, reason }) => status !== 'same' || reason)
      .map(({ chain, status, reason }) =>
        `${chain.replace(/-[A-Z2-7]{16}$/, '')} ${status} ${reason?.code ?? ''}`.trim(),
      ),
  ]
}

describe('a node as it should be', () => {
  test('shows no difference, whatever the order of Services', () => {
    expect(told(compared(web + shop, web + shop))).toEqual([])
    const shuffled = (dump: string) => {
      const lines = dump.split('\n')
      const own = lines.filter((line) => line.startsWith('-A KUBE-SERVICES -d'))
      let next = own.length
      return lines.map((line) => (line.startsWith('-A KUBE-SERVICES -d') ? own[--next] : line)).join('\n')
    }
    expect(told(compared(web + shop, web + shop, shuffled))).toEqual([])
  })

  test('may have chains and rules of others', () => {
    const foreign = (dump: string) =>
      dump
        .replace(':KUBE-SERVICES', ':FLANNEL-POSTRTG - [0:0]\n:mine - [0:0]\n:KUBE-SERVICES')
        .replace('-A POSTROUTING', '-A POSTROUTING -j FLANNEL-POSTRTG\n-A POSTROUTING')
    expect(told(compared(web, web, foreign)).slice(0, 3)).toEqual([
      'POSTROUTING same foreign-first',
      'FLANNEL-POSTRTG foreign',
      'mine foreign',
    ])
  })
})

describe('reasons', () => {
  test('a Service of the manifests that the node never heard of', () => {
    expect(told(compared(web + shop, web))).toEqual([
      'KUBE-SERVICES differs service-missing',
      'KUBE-SEP missing endpoint-missing',
      'KUBE-SEP missing endpoint-missing',
      'KUBE-SVC missing service-missing',
    ])
  })

  test('a Service of the node that the manifests do not have', () => {
    expect(told(compared(web, web + shop))).toEqual([
      'KUBE-SEP unexpected endpoint-unknown',
      'KUBE-SEP unexpected endpoint-unknown',
      'KUBE-SERVICES differs service-unknown',
      'KUBE-SVC unexpected service-unknown',
    ])
  })

  test('another address of the Service', () => {
    expect(told(compared(web, web.replace('10.96.7.7', '10.96.7.9')))).toEqual([
      'KUBE-SERVICES differs cluster-ip-differs',
      'KUBE-SVC differs cluster-ip-differs',
    ])
  })

  test('other Pods behind it', () => {
    const other = `${web}apiVersion: v1\nkind: Pod\nmetadata: { name: p, labels: { app: web } }\nstatus: { podIP: 10.244.1.99 }\n`
    expect(told(compared(web, other))).toEqual(
      expect.arrayContaining(['KUBE-SVC differs endpoints-differ', 'KUBE-SEP unexpected endpoint-unknown']),
    )
  })

  test.each([
    [
      'an old iptables',
      (dump: string) => dump.replaceAll(' --random-fully', ''),
      'KUBE-POSTROUTING differs no-random-fully',
    ],
    [
      'a dropping policy',
      (dump: string) => dump.replace(/(\*filter[\s\S]*):FORWARD ACCEPT/, '$1:FORWARD DROP'),
      'FORWARD differs policy-differs',
    ],
    [
      'another Pod range',
      (dump: string) => dump.replaceAll('! -s 10.244.0.0/16', '! -s 10.42.0.0/16'),
      'KUBE-SVC differs detector-differs',
    ],
    ['a lost rule', (dump: string) => dump.replace(/-A KUBE-FIREWALL .*\n/, ''), 'KUBE-FIREWALL differs rules-missing'],
    [
      'another order',
      (dump: string) => dump.replace(/(-A KUBE-FORWARD -m conntrack.*\n)(-A KUBE-FORWARD .*\n)/, '$2$1'),
      'KUBE-FORWARD differs order-differs',
    ],
    ['no kube-proxy', () => '*nat\n:PREROUTING ACCEPT [0:0]\nCOMMIT\n', 'no-kube-proxy'],
    ['another mark', (dump: string) => dump.replaceAll('0x4000', '0x8000'), 'other-mark'],
    [
      'an old kube-proxy',
      (dump: string) => dump.replace(':KUBE-MARK-MASQ', ':KUBE-XLB-AAAAAAAAAAAAAAAA - [0:0]\n:KUBE-MARK-MASQ'),
      'older-generation',
    ],
  ])('%s', (_, edit, line) => {
    expect(told(compared(web, web, edit))).toContain(line)
  })
})

describe('a Lab that asks for v1.12', () => {
  const lab = 'apiVersion: packetwalk/v1\nkind: Lab\nspec: { kubernetesVersion: v1.12 }\n---\n'

  test('is compared with the rules of that time', () => {
    expect(told(compared(lab + web + local, lab + web + local))).toEqual([])
  })

  test('each generation knows the other', () => {
    expect(told(compared(lab + local, local))).toContain('newer-generation')
    expect(told(compared(local, lab + local))).toContain('older-generation')
  })
})

test('a dump is known by the node whose rules it has most of', () => {
  const { cluster } = resolve(parseManifest(local))
  const documents = new Map(cluster.nodes.map(({ name }) => [name, loadDocument(nodeDocument(cluster, name))]))
  for (const [name, ruleset] of documents) expect(likeliestNode(documents, ruleset)).toBe(name)
})

test.each([
  ['KUBE-SVC-AAAAAAAAAAAAAAAA', 'kube-proxy'],
  ['KUBE-ROUTER-FORWARD', 'kube-router'],
  ['cali-FORWARD', 'Calico'],
  ['DOCKER-USER', 'Docker'],
  ['ufw-before-input', 'ufw'],
  ['FWDI_public', 'firewalld'],
  ['mine', undefined],
])('%s is of %s', (chain, owner) => {
  expect(chainOwner(chain)).toBe(owner)
})
