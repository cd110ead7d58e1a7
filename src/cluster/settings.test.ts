import { describe, expect, test } from 'vitest'
import { parseManifest } from '../manifest/parse.ts'
import { resolve } from './resolve.ts'
import { resolveSettings } from './settings.ts'

const settingsOf = (text: string) => resolveSettings(parseManifest(text)).settings

const kubeadm = (body: string) => `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n${body}`
const kubeProxy = (body: string) =>
  `apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\n${body}`
const kubelet = (body: string) => `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${body}`

describe('ClusterConfiguration', () => {
  test('states the ranges and the DNS domain', () => {
    const settings = settingsOf(
      kubeadm('networking: { podSubnet: 10.200.0.0/16, serviceSubnet: 10.201.0.0/20, dnsDomain: corp.local }\n'),
    )
    expect(settings).toMatchObject({
      clusterCIDRs: ['10.200.0.0/16'],
      serviceCIDRs: ['10.201.0.0/20'],
      dnsDomain: 'corp.local',
      families: [4],
    })
  })

  test('with two of each makes a dual-stack cluster, the first family first', () => {
    const { cluster } = resolve(
      parseManifest(
        `${kubeadm('networking: { podSubnet: "10.200.0.0/16,fd00:200::/56", serviceSubnet: "10.201.0.0/20,fd00:201::/112" }\n')}---\napiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ipFamilyPolicy: RequireDualStack, selector: { app: web }, ports: [{ port: 80 }] }\n`,
      ),
    )
    expect(cluster.settings.families).toEqual([4, 6])
    const web = cluster.services.find(({ name }) => name === 'web')
    expect(web?.clusterIPs.map((ip) => ip.includes(':'))).toEqual([false, true])
    expect(web?.ports[0]?.endpoints.map(({ address }) => address)).toEqual([
      '10.200.1.2',
      '10.200.2.2',
      'fd00:200:0:1::2',
      'fd00:200:0:2::2',
    ])
    expect(cluster.endpointSlices?.filter(({ service }) => service === 'web').map((s) => s.addressType)).toEqual([
      'IPv4',
      'IPv6',
    ])
    expect(cluster.nodes[0]?.addresses).toEqual(['192.168.0.11', '2001:db8:192:168::11'])
  })

  test.each([
    ['extraArgs: [{ name: service-node-port-range, value: 80-32767 }]', { from: 80, to: 32767 }],
    ['extraArgs: { service-node-port-range: 20000+99 }', { from: 20000, to: 20099 }],
    ['extraArgs: [{ name: service-node-port-range, value: 5-1 }]', { from: 30000, to: 32767 }],
    ['extraArgs: [{ name: service-node-port-range, value: ports }]', { from: 30000, to: 32767 }],
  ])('%s', (body, range) => {
    expect(settingsOf(kubeadm(`apiServer: { ${body} }\n`)).nodePortRange).toEqual(range)
  })
})

describe('KubeProxyConfiguration', () => {
  test('sets what the rules depend on', () => {
    const { kubeProxy: found } = settingsOf(
      kubeProxy(
        'iptables: { masqueradeAll: true, masqueradeBit: 13, localhostNodePorts: false }\nnodePortAddresses: [192.168.0.0/24]\nconntrack: { tcpBeLiberal: true }\ndetectLocalMode: BridgeInterface\ndetectLocal: { bridgeInterface: cni0 }\n',
      ),
    )
    expect(found).toMatchObject({
      masqueradeAll: true,
      masqueradeBit: 13,
      localhostNodePorts: false,
      nodePortAddresses: ['192.168.0.0/24'],
      conntrackTcpBeLiberal: true,
      detectLocal: { mode: 'BridgeInterface', bridge: 'cni0' },
    })
  })

  test.each([
    ['detectLocalMode: NodeCIDR', { mode: 'NodeCIDR' }],
    [
      'detectLocalMode: InterfaceNamePrefix\ndetectLocal: { interfaceNamePrefix: veth }',
      { mode: 'InterfaceNamePrefix', prefix: 'veth' },
    ],
    ['detectLocalMode: BridgeInterface', { mode: 'none' }],
    ['clusterCIDR: 10.200.0.0/16', { mode: 'ClusterCIDR', clusterCIDRs: ['10.200.0.0/16'] }],
    ['clusterCIDR: ""', { mode: 'none' }],
    ['iptables: { masqueradeBit: 99 }', { mode: 'ClusterCIDR' }],
  ])('%s', (body, detectLocal) => {
    const { kubeProxy: found } = settingsOf(kubeProxy(`${body}\n`))
    expect(found.detectLocal).toEqual(detectLocal)
    expect(found.masqueradeBit).toBe(14)
  })

  test('says where it is not followed', () => {
    const { diagnostics } = resolve(
      parseManifest(kubeProxy('mode: ipvs\nclusterCIDR: here\nnodePortAddresses: [primary, x]\n')),
    )
    expect(diagnostics.map(({ path, severity }) => [path, severity])).toEqual([
      ['mode', 'info'],
      ['clusterCIDR', 'warning'],
      ['nodePortAddresses[1]', 'warning'],
    ])
  })
})

test('KubeletConfiguration says how Pods meet themselves and where the DNS is', () => {
  const { cluster } = resolve(
    parseManifest(kubelet('hairpinMode: promiscuous-bridge\nclusterDomain: corp.local\nclusterDNS: [10.96.0.53]\n')),
  )
  expect(cluster.settings).toMatchObject({ hairpinMode: 'promiscuous-bridge', dnsDomain: 'corp.local' })
  expect(cluster.services.find(({ name }) => name === 'kube-dns')?.clusterIPs).toEqual(['10.96.0.53'])
})

describe('ranges nobody stated', () => {
  const service = (name: string, clusterIP: string, more = '') =>
    `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, uid: x }\nspec: { clusterIP: ${clusterIP}, ports: [{ port: 80${more} }] }\n---\n`
  const node = (podCIDR: string, address: string) =>
    `apiVersion: v1\nkind: Node\nmetadata: { name: n${podCIDR.replace(/\W/g, '')}, uid: x }\nspec: { podCIDR: ${podCIDR} }\nstatus: { addresses: [{ type: InternalIP, address: ${address} }] }\n---\n`

  test.each([
    [service('a', '10.43.0.1') + service('b', '10.43.200.7'), '10.43.0.0/16'],
    [service('a', '172.20.0.1'), '172.20.0.0/16'],
    [service('a', '10.96.0.1') + service('b', '10.110.1.2'), '10.96.0.0/12'],
    [service('a', '10.7.0.1') + service('b', '10.8.1.2'), '10.0.0.0/12'],
    [service('a', '"fd00:10:96::a"'), 'fd00:10:96::/112'],
  ])('Services give theirs away: %#', (text, range) => {
    const { settings, inferred } = resolveSettings(parseManifest(text))
    expect(settings.serviceCIDRs).toEqual([range])
    expect(inferred).toContainEqual({ kind: 'service-range', names: [range] })
  })

  test.each([
    [node('10.42.0.0/24', '10.0.0.1') + node('10.42.1.0/24', '10.0.0.2'), '10.42.0.0/16'],
    [node('10.7.0.0/24', '10.0.0.1') + node('10.9.1.0/24', '10.0.0.2'), '10.0.0.0/12'],
    [node('100.64.0.0/14', '10.0.0.1'), '100.64.0.0/14'],
  ])('Nodes give the Pod range away: %#', (text, range) => {
    expect(resolveSettings(parseManifest(text)).settings.clusterCIDRs).toEqual([range])
  })

  test('node ports out of the default range widen it', () => {
    expect(settingsOf(service('a', '10.96.0.1', ', nodePort: 8080')).nodePortRange).toEqual({ from: 8080, to: 32767 })
  })

  test('nothing is inferred from what is only about to be created', () => {
    const text = service('a', '10.43.0.1').replace(', uid: x', '')
    expect(settingsOf(text).serviceCIDRs).toEqual(['10.96.0.0/12'])
  })
})
