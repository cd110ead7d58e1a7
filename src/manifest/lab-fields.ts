/** What a field of the Lab document holds. `later`: part of the format, without effect in this version. */
export type LabField =
  | 'string'
  | 'boolean'
  | 'port'
  | 'integer'
  | 'protocol'
  | 'address'
  | 'cidr'
  | 'network'
  | 'title'
  /** `10s`, `5m`, `1h30m`; becomes seconds. */
  | 'duration'
  | 'later'
  | { readonly oneOf: readonly (string | number)[] }
  | { readonly list: LabField }
  | { readonly names: LabField }
  | { readonly fields: Readonly<Record<string, LabField>> }

const request = {
  fields: {
    from: 'string',
    to: 'string',
    protocol: 'protocol',
    sourcePort: 'port',
    pick: 'string',
    seed: 'integer',
  },
} as const satisfies LabField

const listen: LabField = { fields: { port: 'port', protocol: 'protocol', address: 'address' } }

/** The Lab document's spec, field by field: the one place that says what may be written there. */
export const labSpec: LabField = {
  fields: {
    title: 'title',
    kubernetesVersion: { oneOf: ['v1.34', 'v1.12'] },
    systemServices: 'boolean',
    hosts: { list: { fields: { name: 'string', addresses: { list: 'network' }, listens: { list: listen } } } },
    router: {
      fields: {
        rpFilter: { oneOf: [0, 1, 2] },
        routes: {
          list: { fields: { to: 'cidr', via: { list: 'string' }, onLink: 'boolean', blackhole: 'boolean' } },
        },
      },
    },
    dns: {
      fields: {
        server: 'address',
        records: {
          list: {
            fields: { name: 'string', type: { oneOf: ['A', 'AAAA', 'CNAME'] }, value: 'string', ttl: 'integer' },
          },
        },
      },
    },
    loadBalancer: {
      fields: {
        vip: 'address',
        targets: { oneOf: ['nodes', 'pods'] },
        sourceAddress: { oneOf: ['client', 'own'] },
        ipMode: { oneOf: ['VIP', 'Proxy'] },
        healthCheck: { fields: { interval: 'duration', threshold: 'integer' } },
      },
    },
    egressMasquerade: { oneOf: ['off', 'outside', 'all'] },
    nodes: {
      names: {
        fields: {
          addresses: { list: 'address' },
          bridgeNfCallIptables: 'boolean',
          promiscuous: 'boolean',
          hairpin: 'boolean',
          routeLocalnet: 'boolean',
          rpFilter: { oneOf: [0, 1, 2] },
          ipForward: 'boolean',
          defaultVia: 'string',
        },
      },
    },
    pods: { names: { fields: { listens: { list: listen }, resolvConf: 'string' } } },
    rules: {
      list: {
        fields: {
          node: 'string',
          table: { oneOf: ['filter', 'nat', 'mangle', 'raw', 'security'] },
          delete: 'string',
          insert: 'string',
          append: 'string',
          policy: 'string',
        },
      },
    },
    whatIf: {
      fields: {
        masquerade: 'boolean',
        hairpin: 'boolean',
        bridgeNf: 'boolean',
        routeLocalnet: 'boolean',
        rpFilter: { oneOf: [0, 1, 2] },
        defaultVia: 'string',
        podRoutes: 'boolean',
        egressMasquerade: { oneOf: ['off', 'outside', 'all'] },
      },
    },
    faults: { list: { fields: { type: { oneOf: ['KubeProxyStopped'] }, node: 'string', stage: 'integer' } } },
    before: {
      list: {
        fields: {
          objects: 'string',
          send: { fields: { ...request.fields, repeat: 'integer' } },
          wait: 'duration',
        },
      },
    },
    request,
  },
}
