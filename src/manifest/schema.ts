import { configurationShapes } from './schema-configuration.ts'

/** The shape of a field, as Go's decoder sees it. */
export type Shape =
  | 'string'
  | 'int32'
  | 'int64'
  | 'bool'
  | 'intOrString'
  | 'any'
  /** A string type with a Go name of its own. */
  | { readonly named: string }
  | { readonly list: Shape }
  | { readonly map: Shape }
  | Struct

/** A Go struct: its name in error messages and its fields. */
export interface Struct {
  readonly struct: string
  readonly fields: Readonly<Record<string, Shape>>
  /** Unknown fields are let pass: the kind has more fields than this program looks at. */
  readonly open?: true
}

const metadata: Struct = {
  struct: 'ObjectMeta',
  open: true,
  fields: {
    name: 'string',
    generateName: 'string',
    namespace: 'string',
    labels: { map: 'string' },
    annotations: { map: 'string' },
    uid: 'string',
    resourceVersion: 'string',
  },
}

const servicePort: Struct = {
  struct: 'ServicePort',
  fields: {
    name: 'string',
    protocol: { named: 'v1.Protocol' },
    appProtocol: 'string',
    port: 'int32',
    targetPort: 'intOrString',
    nodePort: 'int32',
  },
}

const serviceSpec: Struct = {
  struct: 'ServiceSpec',
  fields: {
    ports: { list: servicePort },
    selector: { map: 'string' },
    clusterIP: 'string',
    clusterIPs: { list: 'string' },
    type: { named: 'v1.ServiceType' },
    externalIPs: { list: 'string' },
    sessionAffinity: { named: 'v1.ServiceAffinity' },
    loadBalancerIP: 'string',
    loadBalancerSourceRanges: { list: 'string' },
    externalName: 'string',
    externalTrafficPolicy: { named: 'v1.ServiceExternalTrafficPolicy' },
    healthCheckNodePort: 'int32',
    publishNotReadyAddresses: 'bool',
    sessionAffinityConfig: {
      struct: 'SessionAffinityConfig',
      fields: { clientIP: { struct: 'ClientIPConfig', fields: { timeoutSeconds: 'int32' } } },
    },
    ipFamilies: { list: { named: 'v1.IPFamily' } },
    ipFamilyPolicy: { named: 'v1.IPFamilyPolicy' },
    allocateLoadBalancerNodePorts: 'bool',
    loadBalancerClass: 'string',
    internalTrafficPolicy: { named: 'v1.ServiceInternalTrafficPolicy' },
    trafficDistribution: 'string',
  },
}

const container: Struct = {
  struct: 'Container',
  open: true,
  fields: {
    name: 'string',
    restartPolicy: 'string',
    ports: {
      list: {
        struct: 'ContainerPort',
        open: true,
        fields: { name: 'string', containerPort: 'int32', protocol: 'string' },
      },
    },
  },
}

const podSpec: Struct = {
  struct: 'PodSpec',
  open: true,
  fields: {
    containers: { list: container },
    initContainers: { list: container },
    nodeName: 'string',
    hostNetwork: 'bool',
    hostname: 'string',
    subdomain: 'string',
    dnsPolicy: 'string',
    dnsConfig: {
      struct: 'PodDNSConfig',
      open: true,
      fields: {
        nameservers: { list: 'string' },
        searches: { list: 'string' },
        options: {
          list: { struct: 'PodDNSConfigOption', open: true, fields: { name: 'string', value: 'string' } },
        },
      },
    },
  },
}

const conditions: Shape = {
  list: { struct: 'Condition', open: true, fields: { type: 'string', status: 'string' } },
}

const podTemplate: Struct = { struct: 'PodTemplateSpec', open: true, fields: { metadata, spec: podSpec } }

function workload(name: string): Struct {
  const fields: Struct['fields'] = {
    replicas: 'int32',
    template: podTemplate,
    ...(name === 'StatefulSet' ? { serviceName: 'string' } : {}),
  }
  const spec: Struct = { struct: `${name}Spec`, open: true, fields }
  return { struct: name, open: true, fields: { metadata, spec } }
}

const endpointPort: Struct = {
  struct: 'EndpointPort',
  fields: { name: 'string', protocol: 'string', port: 'int32', appProtocol: 'string' },
}

const endpointAddress: Struct = {
  struct: 'EndpointAddress',
  open: true,
  fields: { ip: 'string', hostname: 'string', nodeName: 'string' },
}

/** Shapes of the modelled kinds. Only Service and EndpointSlice are strict about fields they do not know. */
export const shapes: Readonly<Record<string, Struct>> = {
  Service: {
    struct: 'Service',
    fields: { apiVersion: 'string', kind: 'string', metadata, spec: serviceSpec, status: 'any' },
  },
  Pod: {
    struct: 'Pod',
    open: true,
    fields: {
      metadata,
      spec: podSpec,
      status: {
        struct: 'PodStatus',
        open: true,
        fields: {
          podIP: 'string',
          phase: 'string',
          podIPs: { list: { struct: 'PodIP', open: true, fields: { ip: 'string' } } },
          conditions,
        },
      },
    },
  },
  Node: {
    struct: 'Node',
    open: true,
    fields: {
      metadata,
      spec: { struct: 'NodeSpec', open: true, fields: { podCIDR: 'string', podCIDRs: { list: 'string' } } },
      status: {
        struct: 'NodeStatus',
        open: true,
        fields: {
          conditions,
          addresses: { list: { struct: 'NodeAddress', open: true, fields: { type: 'string', address: 'string' } } },
        },
      },
    },
  },
  EndpointSlice: {
    struct: 'EndpointSlice',
    fields: {
      apiVersion: 'string',
      kind: 'string',
      metadata,
      addressType: 'string',
      endpoints: {
        list: {
          struct: 'Endpoint',
          fields: {
            addresses: { list: 'string' },
            conditions: {
              struct: 'EndpointConditions',
              fields: { ready: 'bool', serving: 'bool', terminating: 'bool' },
            },
            hostname: 'string',
            targetRef: {
              struct: 'ObjectReference',
              open: true,
              fields: { kind: 'string', name: 'string', namespace: 'string' },
            },
            nodeName: 'string',
            zone: 'string',
            hints: 'any',
            deprecatedTopology: 'any',
          },
        },
      },
      ports: {
        list: endpointPort,
      },
    },
  },
  Endpoints: {
    struct: 'Endpoints',
    open: true,
    fields: {
      metadata,
      subsets: {
        list: {
          struct: 'EndpointSubset',
          open: true,
          fields: {
            addresses: { list: endpointAddress },
            notReadyAddresses: { list: endpointAddress },
            ports: { list: endpointPort },
          },
        },
      },
    },
  },
  Deployment: workload('Deployment'),
  ReplicaSet: workload('ReplicaSet'),
  StatefulSet: workload('StatefulSet'),
  DaemonSet: workload('DaemonSet'),
  ...configurationShapes,
}
