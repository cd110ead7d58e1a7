import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseManifest } from '../manifest/parse.ts'
import { type Cause, causes } from '../trace/causes.ts'
import type { Outcome } from '../trace/trace.ts'
import { createWalker } from './walker.ts'

interface Promise {
  readonly outcome: Outcome
  readonly cause?: Cause
  readonly server?: string
  readonly sees?: string
  /** Outcomes of what was sent before. */
  readonly before?: string
}

/** What each scenario's title promises: how its request ends and why, and how what was sent before it ended. */
const promises: Readonly<Record<string, Promise>> = {
  'nodeport-snat': { outcome: 'answered', server: 'default/web-1', sees: '192.168.0.12' },
  'local-keeps-client': { outcome: 'answered', server: 'default/web-1', sees: '203.0.113.10' },
  'local-drops': { outcome: 'timed-out', cause: 'no-local-endpoint' },
  'why-snat': { outcome: 'timed-out', cause: 'wrong-reply-address' },
  'neighbour-answers': { outcome: 'timed-out', cause: 'neighbour-reply' },
  'node-1-only': { outcome: 'timed-out', cause: 'no-local-endpoint', before: 'answered' },
  'after-the-rollout': { outcome: 'timed-out', cause: 'no-local-endpoint', before: 'answered' },
  'hang-or-refused': { outcome: 'refused', cause: 'no-endpoint', before: 'timed-out' },
  'strict-reverse-path': { outcome: 'timed-out', cause: 'reverse-path' },
  'answer-by-another-node': { outcome: 'timed-out', cause: 'invalid-dropped' },
  'bridge-netfilter-off': { outcome: 'timed-out', cause: 'bridge-nf-off' },
  'pod-cannot-reach-itself': { outcome: 'timed-out', cause: 'hairpin-off' },
  'hairpin-without-snat': { outcome: 'timed-out', cause: 'hairpin-no-snat' },
  'promiscuous-bridge': { outcome: 'timed-out', cause: 'promiscuous' },
  'target-port-nobody-listens': { outcome: 'refused', cause: 'port-closed' },
  'wrong-node-port': { outcome: 'refused', cause: 'node-port-closed' },
  'node-port-addresses': { outcome: 'refused', cause: 'node-port-address' },
  'cluster-ip-other-port': { outcome: 'timed-out', cause: 'cluster-ip-port' },
  'cluster-ip-from-outside': { outcome: 'unreachable', cause: 'cluster-ip-outside' },
  'source-ranges': { outcome: 'timed-out', cause: 'source-range', before: 'answered' },
  'load-balancer': { outcome: 'answered', server: 'default/web-1', sees: '192.168.0.12' },
  'load-balancer-local': { outcome: 'answered', server: 'default/web-1', sees: '203.0.113.10' },
  'load-balancer-rollout': { outcome: 'timed-out', cause: 'no-local-endpoint', before: 'answered' },
  'load-balancer-no-target': { outcome: 'timed-out', cause: 'lb-no-target' },
  'load-balancer-other-port': { outcome: 'timed-out', cause: 'lb-no-port' },
  'load-balancer-own-ranges': { outcome: 'timed-out', cause: 'lb-source-range' },
  'local-imbalance': { outcome: 'answered', server: 'default/web-2', sees: '203.0.113.10' },
  'who-called-me': { outcome: 'answered', server: 'default/web-1', sees: '192.168.0.12' },
  'external-ip-routed': { outcome: 'answered', server: 'default/web-1' },
  'external-ip-not-routed': { outcome: 'unreachable', cause: 'no-route' },
  'external-ip-black-hole': { outcome: 'timed-out', cause: 'black-hole' },
  'external-ip-on-link': { outcome: 'unreachable', cause: 'arp-outside' },
  'external-ip-loop': { outcome: 'unreachable', cause: 'ttl-loop' },
  'endpoint-without-pod': { outcome: 'unreachable', cause: 'arp-endpoint' },
  'localhost-node-port': { outcome: 'answered', server: 'default/web-1' },
  'localhost-node-port-off': { outcome: 'timed-out', cause: 'route-localnet' },
  'localhost-without-snat': { outcome: 'unreachable', cause: 'localhost-no-snat' },
  'loopback-from-the-wire': { outcome: 'timed-out', cause: 'martian' },
  'ip-forward-off': { outcome: 'timed-out', cause: 'ip-forward' },
  'forward-policy-drop': { outcome: 'timed-out', cause: 'forward-policy' },
  'foreign-drop': { outcome: 'timed-out', cause: 'rule-dropped' },
  'foreign-reject': { outcome: 'refused', cause: 'rule-rejected' },
  'match-not-modelled': { outcome: 'undetermined', cause: 'not-modelled' },
  'no-egress-masquerade': { outcome: 'timed-out', cause: 'no-way-back' },
  'kube-proxy-stopped': { outcome: 'unreachable', cause: 'kube-proxy-stopped', before: 'answered' },
  'stale-udp-conntrack': { outcome: 'unreachable', cause: 'stale-conntrack', before: 'answered' },
  'not-ready-no-endpoint': { outcome: 'refused', cause: 'no-endpoint' },
  'internal-policy-local': { outcome: 'timed-out', cause: 'no-local-internal' },
  'snat-on-own-node': { outcome: 'answered', server: 'default/web-1', sees: '10.244.1.1' },
  'local-from-inside': { outcome: 'answered', server: 'default/web', sees: '10.244.2.2' },
  'cluster-ip-across-nodes': { outcome: 'answered', server: 'default/web', sees: '10.244.2.2' },
  'book-era': { outcome: 'answered', server: 'default/web-1', sees: '192.168.0.12' },
  'book-node-port': { outcome: 'refused', cause: 'node-port-closed' },
  'book-local': { outcome: 'refused', cause: 'node-port-closed' },
  'external-name': { outcome: 'answered', server: 'db', sees: '192.168.0.11' },
  'name-is-not-host': { outcome: 'answered', server: 'partner-web' },
  'certificate-says-no': { outcome: 'answered', server: 'partner-web' },
  headless: { outcome: 'answered', server: 'default/db-1' },
  'who-resolves-what': { outcome: 'name-error', cause: 'dns-host-network' },
  'cannot-reach-by-dns': { outcome: 'name-error', cause: 'dns-no-endpoint' },
  'name-nobody-has': { outcome: 'name-error', cause: 'dns-no-service' },
  'name-in-another-namespace': { outcome: 'name-error', cause: 'dns-namespace' },
  'headless-not-ready': { outcome: 'name-error', cause: 'dns-headless-empty' },
  'external-name-without-record': { outcome: 'name-error', cause: 'dns-external' },
  'external-name-is-an-address': { outcome: 'name-error', cause: 'dns-external-is-ip' },
  'external-name-loop': { outcome: 'name-error', cause: 'dns-no-address' },
  'name-from-outside': { outcome: 'name-error', cause: 'dns-outside' },
  'outside-name-unknown': { outcome: 'name-error', cause: 'dns-no-record' },
  'dns-upstream-silent': { outcome: 'name-error', cause: 'dns-server-failure' },
  'dns-query-dropped': { outcome: 'name-error', cause: 'dns-silent' },
  'coredns-other-port': { outcome: 'name-error', cause: 'dns-refused' },
  'sticky-per-node': { outcome: 'answered', server: 'default/web-2', before: 'answered answered answered' },
}

const folder = new URL('../../public/scenarios/', import.meta.url)
const names = readdirSync(folder).map((file) => file.replace(/\.yaml$/, ''))

describe.each(names)('%s', (name) => {
  const text = readFileSync(new URL(`${name}.yaml`, folder), 'utf8')

  it('keeps what its title promises', () => {
    const { trace } = createWalker()(text)
    const promise = promises[name]
    expect(promise, 'every scenario promises something').toBeDefined()
    expect({
      outcome: trace?.outcome,
      ...(trace?.cause ? { cause: trace.cause } : {}),
      ...(promise?.server ? { server: trace?.server?.name } : {}),
      ...(promise?.sees ? { sees: trace?.server?.sees.replace(/:\d+$/, '') } : {}),
      ...(trace?.before.length ? { before: trace.before.map(({ outcome }) => outcome).join(' ') } : {}),
    }).toEqual(promise)
  })

  it('has a title in both languages, and nothing wrong in its Lab document', () => {
    const { lab } = parseManifest(text)
    expect(lab.title?.en).toMatch(/\w/)
    expect(lab.title?.['zh-CN']).toMatch(/\p{Script=Han}/u)
    const errors = createWalker()(text).diagnostics.filter(({ severity }) => severity === 'error')
    expect(errors.length > 0, 'only what the book prints is refused').toBe(/^book-(?!era$)/.test(name))
    expect(createWalker()(text).diagnostics.filter(({ stage }) => stage === 'lab')).toEqual([])
  })
})

it.each(causes)('the cause %s has a scenario', (cause) => {
  expect(Object.values(promises).map((promise) => promise.cause)).toContain(cause)
})
