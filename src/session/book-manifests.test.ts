import { describe, expect, test } from 'vitest'
import type { Diagnostic, Fix } from '../manifest/diagnostic.ts'
import { applyEdits } from '../manifest/edit.ts'
import { bookManifests } from './book-manifests.arbitrary.ts'
import { createWalker } from './walker.ts'

const walk = createWalker()

function errors(text: string): readonly Diagnostic[] {
  return walk(text).diagnostics.filter(({ severity }) => severity === 'error')
}

function said(text: string): readonly string[] {
  return errors(text).map(({ says }) => ('literal' in says ? says.literal : says.code))
}

function press(text: string, choose: (fixes: readonly Fix[]) => Fix | undefined = ([first]) => first): string {
  const [error] = errors(text)
  const fix = choose(error?.fixes ?? [])
  if (!fix) throw new Error(`no fix for ${JSON.stringify(error?.says)}`)
  return applyEdits(text, fix.edits)
}

const range = 'provided port is not in the valid range. The range of valid ports is 30000-32767'

describe('a node port where a port should be', () => {
  const text = bookManifests['a node port where a port should be']

  test('is refused for its first node port alone', () => {
    expect(said(text)).toEqual([`spec.ports[0].nodePort: Invalid value: 8080: ${range}`])
  })

  test('two presses make it what was meant', () => {
    const fixed = press(press(text))
    expect(said(fixed)).toEqual([])
    expect(fixed).toContain('  - port: 8080     # the port people will use\n    targetPort: 80')
    expect(fixed).toContain('  - port: 443\n    protocol: TCP')
    expect(walk(fixed, { to: 'svc/my-nginx:8080', from: 'node1' }).trace?.outcome).toBe('answered')
  })

  test('with a free node port it goes on to the second, and then to the missing ports', () => {
    const free = (fixes: readonly Fix[]) => fixes.find(({ code }) => code === 'replace-value')
    const once = press(text, free)
    expect(said(once)).toEqual([`spec.ports[1].nodePort: Invalid value: 443: ${range}`])
    const twice = press(once, free)
    const invalid = 'Invalid value: 0: must be between 1 and 65535, inclusive'
    expect(said(twice)).toEqual([
      `spec.ports[0].port: ${invalid}`,
      `spec.ports[1].port: ${invalid}`,
      `spec.ports[1].targetPort: ${invalid}`,
      'spec.ports[1]: Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,"Port":0,"TargetPort":0,"NodePort":0}',
    ])
    const whole = press(press(twice))
    expect(said(whole)).toEqual([])
    expect(walk(whole).trace?.outcome).toBe('answered')
  })

  test('a wider range lets the node ports pass', () => {
    const widen = (fixes: readonly Fix[]) => fixes.find(({ code }) => code === 'widen-node-ports')
    const once = press(text, widen)
    expect(once).toContain('kind: ClusterConfiguration')
    expect(once).toContain('value: 8080-32767')
    expect(said(once)).toEqual([
      'spec.ports[1].nodePort: Invalid value: 443: provided port is not in the valid range. The range of valid ports is 8080-32767',
    ])
    const twice = press(once, widen)
    expect(twice).toContain('value: 443-32767')
    expect(said(press(press(twice)))).toEqual([])
  })
})

test('a load balancer is accepted, with a node port of its own', () => {
  expect(said(bookManifests['a load balancer'])).toEqual([])
  const { cluster } = walk(bookManifests['a load balancer'])
  const service = cluster.services.find(({ name }) => name === 'example-service')
  expect(service?.ports[0]?.nodePort).toBeGreaterThanOrEqual(30086)
  expect(walk(bookManifests['a load balancer']).trace?.outcome).toBe('answered')
})

test('an external name is accepted and gets neither address nor rules', () => {
  expect(said(bookManifests['an external name'])).toEqual([])
  const { cluster, documents } = walk(bookManifests['an external name'])
  expect(cluster.services.find(({ name }) => name === 'my-service')).toMatchObject({ clusterIPs: [], ports: [] })
  expect(JSON.stringify(documents)).not.toContain('default/my-service')
})

test('an external IP is accepted, and its policy is Cluster', () => {
  expect(said(bookManifests['an external IP'])).toEqual([])
  const { cluster } = walk(bookManifests['an external IP'])
  expect(cluster.services.find(({ name }) => name === 'my-service')?.externalTrafficPolicy).toBe('Cluster')
})

test('a policy in lower case is refused, and one press corrects it', () => {
  const text = bookManifests['a policy in lower case']
  expect(said(text)).toEqual([
    'spec.externalTrafficPolicy: Unsupported value: "local": supported values: "Cluster", "Local"',
  ])
  const fixed = press(text)
  expect(fixed).toBe(text.replace('local', 'Local'))
  expect(said(fixed)).toEqual([])
  expect(walk(fixed).trace?.outcome).toBe('answered')
})
