/** What the fields of a Service do to packets. Keys are paths, without list indices. */
export const fieldsEn = {
  'field.metadata.name': 'With its namespace, the name in every rule’s comment, and the DNS name Pods ask for.',
  'field.spec.type':
    'Which ways in exist: ClusterIP inside only; NodePort adds a port on every node; LoadBalancer adds an outside address; ExternalName is only a DNS alias.',
  'field.spec.selector': 'Pods with these labels become endpoints. Only those that are ready get rules.',
  'field.spec.clusterIP':
    'An address that exists only in rules: DNAT takes it to a Pod. None makes the Service headless: names, no rules.',
  'field.spec.ports': 'Each port gets a chain of its own, KUBE-SVC-…, on every node.',
  'field.spec.ports.name': 'Part of the hash in the chain’s name, and what EndpointSlices match ports by.',
  'field.spec.ports.protocol': 'Rules match it with -p. A TCP rule never sees UDP packets.',
  'field.spec.ports.port': 'The port on the cluster IP. Clients inside use it; DNAT replaces it by targetPort.',
  'field.spec.ports.targetPort':
    'The port on the Pod that DNAT writes. A name is looked up in each Pod’s container ports.',
  'field.spec.ports.nodePort':
    'A port on every node’s addresses, matched in KUBE-NODEPORTS. Nothing listens there; rules take the packet first.',
  'field.spec.externalTrafficPolicy':
    'For packets from outside. Cluster may use any endpoint and hides the client behind SNAT; Local uses only this node’s own and keeps the client.',
  'field.spec.internalTrafficPolicy':
    'For packets to the cluster IP. Local uses only endpoints on the sender’s node, and drops when it has none.',
  'field.spec.sessionAffinity': 'ClientIP adds -m recent rules: each node remembers which endpoint a client had.',
  'field.spec.sessionAffinityConfig.clientIP.timeoutSeconds':
    'How long a node remembers a client after its last connection.',
  'field.spec.externalIPs': 'Addresses that nodes take for this Service when something outside routes them there.',
  'field.spec.loadBalancerIP': 'A wish to the cloud’s controller. The rules follow the address in the status.',
  'field.spec.loadBalancerSourceRanges':
    'Only these clients pass KUBE-FW-…; all others are dropped. Node ports are not guarded.',
  'field.spec.externalName': 'The name a DNS lookup is sent on to. No cluster IP, no endpoints, no rules.',
  'field.spec.healthCheckNodePort': 'Where a load balancer asks a node whether it has a local endpoint.',
  'field.spec.publishNotReadyAddresses': 'Endpoints count as ready whatever their Pods say.',
  'field.spec.allocateLoadBalancerNodePorts': 'Whether a LoadBalancer Service also gets node ports.',
  'field.spec.ipFamilies': 'IPv4, IPv6 or both: each family has rules of its own.',
  'field.spec.ipFamilyPolicy': 'Whether the Service asks for one address or one per family.',
  'field.spec.trafficDistribution': 'A preference for near endpoints; rules then name only those.',
} as const
