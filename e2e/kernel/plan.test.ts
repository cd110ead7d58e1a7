import { describe, expect, test } from 'vitest'
import { createWalker } from '../../src/session/walker.ts'
import { documents, lab, pod, routes, service, twoPods } from './cases/manifests.ts'
import { namesOf, planNetwork } from './plan.ts'

const long = 'a-pod-with-a-long-name'
const text = documents(
  ...twoPods,
  pod(long, 'node1'),
  service(),
  lab([
    'nodes: { node1: { hairpin: false, rpFilter: 1 }, node2: { addresses: [80.11.12.10] } }',
    routes('to: 80.11.12.0/24, blackhole: true', 'to: 10.9.0.0/16, via: [node1, node2]'),
  ]),
)
const { network } = createWalker()(text)
const names = namesOf(network)
const plan = planNetwork(network)
const batch = (host: string) => plan.addresses[names.namespace(host)] ?? ''

describe('the plan of a network', () => {
  test('keeps the model’s device names, save those too long for the kernel', () => {
    const device = names.device('node1', `veth-${long}`)
    expect(device.length).toBeLessThan(16)
    expect(names.deviceOf('node1', device)).toBe(`veth-${long}`)
    expect(names.device('node1', 'cni0')).toBe('cni0')
    expect(plan.devices.every(([, name]) => name.length < 16)).toBe(true)
  })

  test('has a namespace per host and per wire of other than two ends, and devices in pairs', () => {
    const switches = network.segments.filter((segment) => segment.ports.length !== 2)
    expect(plan.namespaces).toHaveLength(network.hosts.length + switches.length)
    expect(plan.namespaces.map(names.host)).toContain(`default/${long}`)
    const ends = plan.links.trim().split('\n')
    const web = ends.filter((line) => line.includes('veth-web-1 '))
    expect(web).toHaveLength(1)
    expect(web[0]).toContain(`netns ${names.namespace('node1')}`)
    expect(web[0]).toContain(`netns ${names.namespace('default/web-1')}`)
    expect(plan.devices).toHaveLength(2 * ends.length)
  })

  test('tells addresses, routes, bridge ports and sysctls as the model has them', () => {
    expect(batch('node1')).toContain('addr add 192.168.0.11/24 dev eth0\n')
    expect(batch('node1')).toContain('route append 10.244.2.0/24 via 192.168.0.12 dev eth0\n')
    expect(batch('node1')).toContain('link set veth-web-1 type bridge_slave hairpin off\n')
    expect(batch('node2')).toContain('link set veth-web-2 type bridge_slave hairpin on\n')
    expect(batch('node2')).toContain('addr add 80.11.12.10/32 dev eth0\n')
    expect(batch('router')).toContain('route append blackhole 80.11.12.0/24\n')
    expect(batch('router')).toContain(
      'route append 10.9.0.0/16 nexthop via 192.168.0.11 dev lan nexthop via 192.168.0.12 dev lan\n',
    )
    expect(plan.sysctls[names.namespace('node1')]).toContainEqual(['net/ipv4/conf/*/rp_filter', '1'])
    expect(plan.sysctls[names.namespace('default/web-1')]).toContainEqual(['net/ipv4/ip_forward', '0'])
  })

  test('listens where the model listens and watches every host', () => {
    expect(plan.listens).toContainEqual({
      namespace: names.namespace('default/web-1'),
      family: 4,
      protocol: 'TCP',
      port: 8080,
      address: null,
      name: 'default/web-1',
    })
    expect(plan.taps).toHaveLength(network.hosts.length)
    expect(plan.nodes).toEqual(['node1', 'node2'].map(names.namespace))
  })
})
