import type { Shape, Struct } from './schema.ts'

function open(struct: string, fields: Readonly<Record<string, Shape>>): Struct {
  return { struct, open: true, fields }
}

/** An extra argument is a map's entry up to v1beta3, a list's since v1beta4: either is let pass. */
const component = open('ControlPlaneComponent', { extraArgs: 'any' })

/** Shapes of the configuration files that say how a cluster is set up. */
export const configurationShapes: Readonly<Record<string, Struct>> = {
  KubeProxyConfiguration: open('KubeProxyConfiguration', {
    mode: 'string',
    clusterCIDR: 'string',
    nodePortAddresses: { list: 'string' },
    detectLocalMode: 'string',
    detectLocal: open('DetectLocalConfiguration', { bridgeInterface: 'string', interfaceNamePrefix: 'string' }),
    iptables: open('KubeProxyIPTablesConfiguration', {
      masqueradeAll: 'bool',
      masqueradeBit: 'int32',
      localhostNodePorts: 'bool',
    }),
    conntrack: open('KubeProxyConntrackConfiguration', { tcpBeLiberal: 'bool' }),
  }),
  KubeletConfiguration: open('KubeletConfiguration', {
    clusterDomain: 'string',
    clusterDNS: { list: 'string' },
    hairpinMode: 'string',
  }),
  ClusterConfiguration: open('ClusterConfiguration', {
    networking: open('Networking', { podSubnet: 'string', serviceSubnet: 'string', dnsDomain: 'string' }),
    apiServer: component,
    controllerManager: component,
  }),
}
