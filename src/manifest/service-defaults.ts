import {
  type ApiService,
  type ApiServicePort,
  isExternallyAccessible,
  type SessionAffinityConfig,
} from './api-service.ts'

/** Seconds a client stays with its Pod when `sessionAffinity: ClientIP` says nothing. */
const defaultAffinitySeconds = 10800

/**
 * What the API server fills in before it allocates or checks anything (pkg/apis/core/v1/defaults.go, and strategy.go's
 * normalizeClusterIPs, which runs with it).
 */
export function defaultService(service: ApiService): ApiService {
  const { spec } = service
  const type = spec.type === '' ? 'ClusterIP' : spec.type
  const sessionAffinity = spec.sessionAffinity === '' ? 'None' : spec.sessionAffinity
  const typed: ApiService = {
    ...service,
    spec: {
      ...spec,
      type,
      sessionAffinity,
      sessionAffinityConfig: affinityConfig(sessionAffinity, spec.sessionAffinityConfig),
      ports: spec.ports.map(defaultPort),
      clusterIPs: spec.clusterIPs.length === 0 && spec.clusterIP !== '' ? [spec.clusterIP] : spec.clusterIPs,
      internalTrafficPolicy: spec.internalTrafficPolicy ?? (isProxied(type) ? 'Cluster' : undefined),
      allocateLoadBalancerNodePorts: spec.allocateLoadBalancerNodePorts ?? (type === 'LoadBalancer' ? true : undefined),
    },
  }
  if (!isExternallyAccessible(typed) || spec.externalTrafficPolicy !== '') return typed
  return { ...typed, spec: { ...typed.spec, externalTrafficPolicy: 'Cluster' } }
}

function isProxied(type: string): boolean {
  return type === 'ClusterIP' || type === 'NodePort' || type === 'LoadBalancer'
}

function defaultPort(port: ApiServicePort): ApiServicePort {
  return {
    ...port,
    protocol: port.protocol === '' ? 'TCP' : port.protocol,
    targetPort: port.targetPort === 0 || port.targetPort === '' ? port.port : port.targetPort,
  }
}

/** A config that lacks any level is replaced whole; one that goes with None is dropped. */
function affinityConfig(
  affinity: string,
  config: SessionAffinityConfig | undefined,
): SessionAffinityConfig | undefined {
  if (affinity === 'None') return undefined
  if (affinity !== 'ClientIP' || config?.clientIP?.timeoutSeconds !== undefined) return config
  return { clientIP: { timeoutSeconds: defaultAffinitySeconds } }
}
