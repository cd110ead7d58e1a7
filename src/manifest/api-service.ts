import type { Json, JsonObject } from './manifest.ts'

/**
 * A Service as the API server holds it while it works on a request: its decoded fields, with '' and 0 where Go has them
 * for absent, and undefined where Go has a nil pointer.
 */
export interface ApiService {
  readonly metadata: {
    readonly name: string
    readonly generateName: string
    readonly namespace: string
    readonly labels: Readonly<Record<string, string>>
    readonly annotations: Readonly<Record<string, string>>
  }
  readonly spec: ApiServiceSpec
}

export interface ApiServiceSpec {
  readonly type: string
  readonly ports: readonly ApiServicePort[]
  readonly selector: Readonly<Record<string, string>>
  readonly clusterIP: string
  readonly clusterIPs: readonly string[]
  readonly externalIPs: readonly string[]
  readonly externalName: string
  readonly loadBalancerIP: string
  readonly loadBalancerSourceRanges: readonly string[]
  readonly loadBalancerClass: string | undefined
  readonly allocateLoadBalancerNodePorts: boolean | undefined
  readonly externalTrafficPolicy: string
  readonly internalTrafficPolicy: string | undefined
  readonly healthCheckNodePort: number
  readonly publishNotReadyAddresses: boolean
  readonly sessionAffinity: string
  readonly sessionAffinityConfig: SessionAffinityConfig | undefined
  readonly ipFamilies: readonly string[]
  readonly ipFamilyPolicy: string | undefined
  readonly trafficDistribution: string | undefined
}

export interface SessionAffinityConfig {
  readonly clientIP: { readonly timeoutSeconds: number | undefined } | undefined
}

export interface ApiServicePort {
  readonly name: string
  readonly protocol: string
  readonly port: number
  /** 0 when absent. */
  readonly targetPort: number | string
  readonly nodePort: number
  readonly appProtocol: string | undefined
}

/** Reads a decoded Service; a field of a wrong type, which decoding has refused before, reads as absent. */
export function apiService(value: Json): ApiService {
  const metadata = object(value, 'metadata')
  const spec = object(value, 'spec')
  const affinity = spec.sessionAffinityConfig
  const clientIP = isObject(affinity) ? affinity.clientIP : undefined
  return {
    metadata: {
      name: string(metadata.name),
      generateName: string(metadata.generateName),
      namespace: string(metadata.namespace),
      labels: strings(metadata.labels),
      annotations: strings(metadata.annotations),
    },
    spec: {
      type: string(spec.type),
      ports: list(spec.ports).map(port),
      selector: strings(spec.selector),
      clusterIP: string(spec.clusterIP),
      clusterIPs: list(spec.clusterIPs).map(string),
      externalIPs: list(spec.externalIPs).map(string),
      externalName: string(spec.externalName),
      loadBalancerIP: string(spec.loadBalancerIP),
      loadBalancerSourceRanges: list(spec.loadBalancerSourceRanges).map(string),
      loadBalancerClass: pointer(spec.loadBalancerClass),
      allocateLoadBalancerNodePorts:
        typeof spec.allocateLoadBalancerNodePorts === 'boolean' ? spec.allocateLoadBalancerNodePorts : undefined,
      externalTrafficPolicy: string(spec.externalTrafficPolicy),
      internalTrafficPolicy: pointer(spec.internalTrafficPolicy),
      healthCheckNodePort: number(spec.healthCheckNodePort),
      publishNotReadyAddresses: spec.publishNotReadyAddresses === true,
      sessionAffinity: string(spec.sessionAffinity),
      sessionAffinityConfig: isObject(affinity)
        ? {
            clientIP: isObject(clientIP)
              ? { timeoutSeconds: typeof clientIP.timeoutSeconds === 'number' ? clientIP.timeoutSeconds : undefined }
              : undefined,
          }
        : undefined,
      ipFamilies: list(spec.ipFamilies).map(string),
      ipFamilyPolicy: pointer(spec.ipFamilyPolicy),
      trafficDistribution: pointer(spec.trafficDistribution),
    },
  }
}

/** Exactly `clusterIPs: [None]`, which is what validation calls headless; the case counts. */
export function isHeadless({ spec }: ApiService): boolean {
  return spec.clusterIPs.length === 1 && spec.clusterIPs[0] === 'None'
}

/** Whether anything outside the cluster can be meant to reach it, so that externalTrafficPolicy makes sense. */
export function isExternallyAccessible({ spec }: ApiService): boolean {
  return (
    spec.type === 'LoadBalancer' ||
    spec.type === 'NodePort' ||
    (spec.type === 'ClusterIP' && spec.externalIPs.length > 0)
  )
}

/** Whether load balancers need a port to ask a node for local endpoints. */
export function needsHealthCheck({ spec }: ApiService): boolean {
  return spec.type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local'
}

function port(value: Json): ApiServicePort {
  const entry = isObject(value) ? value : {}
  const target = entry.targetPort
  return {
    name: string(entry.name),
    protocol: string(entry.protocol),
    port: number(entry.port),
    targetPort: typeof target === 'number' || typeof target === 'string' ? target : 0,
    nodePort: number(entry.nodePort),
    appProtocol: pointer(entry.appProtocol),
  }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function object(value: Json, key: string): JsonObject {
  const found = isObject(value) ? value[key] : undefined
  return isObject(found) ? found : {}
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : []
}

function string(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

function pointer(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function number(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0
}

function strings(value: Json | undefined): Readonly<Record<string, string>> {
  if (!isObject(value)) return {}
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, string(item)]))
}
