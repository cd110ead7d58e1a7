import type { Balancer, BalancerTarget, Host, Listener, Network } from './network.ts'

/** Whether the load balancer forwards to a target at this time: it knows of a change only after `notice` seconds. */
export function believedHealthy(target: BalancerTarget, notice: number, now: number): boolean {
  return now - target.since >= notice ? target.healthy : target.was
}

/**
 * The next network with what its load balancer came to know in the previous one: a target whose health changed, came or
 * went in between is still taken for what it was until the checks notice.
 */
export function keepWatching(previous: Network, next: Network): Network {
  const now = next.now ?? 0
  const hosts = next.hosts.map((host): Host => {
    const before = previous.hosts.find((other) => other.name === host.name)?.balancer
    if (!host.balancer || !before) return host
    return { ...host, balancer: watched(before, host.balancer, now) }
  })
  return { ...next, hosts }
}

/** A kube-proxy that is stopped answers no health check: its node fails them. */
export function failChecks(network: Network, isStopped: (node: string) => boolean): Network {
  const hosts = network.hosts.map((host): Host => {
    if (!host.balancer) return host
    const listeners = host.balancer.listeners.map((listener): Listener => {
      if (!listener.checked) return listener
      const targets = listener.targets.map((target) =>
        isStopped(target.name) ? { ...target, healthy: false, was: false } : target,
      )
      return { ...listener, targets }
    })
    return { ...host, balancer: { ...host.balancer, listeners } }
  })
  return { ...network, hosts }
}

function watched(before: Balancer, after: Balancer, now: number): Balancer {
  const listeners = after.listeners.map((listener): Listener => {
    const known = before.listeners.find((other) => sameListener(other, listener))
    if (!known) return listener
    const gone = known.targets
      .filter((target) => !listener.targets.some((other) => sameTarget(other, target)))
      .map((target) => changed(target, { ...target, healthy: false }, before.notice, now))
      .filter((target) => target.healthy || believedHealthy(target, after.notice, now))
    const here = listener.targets.map((target) => {
      const old = known.targets.find((other) => sameTarget(other, target))
      return changed(old ?? { ...target, healthy: false, was: false, since: 0 }, target, before.notice, now)
    })
    return { ...listener, targets: [...here, ...gone] }
  })
  return { ...after, listeners }
}

function changed(old: BalancerTarget, now: BalancerTarget, notice: number, time: number): BalancerTarget {
  if (old.healthy === now.healthy) return { ...now, since: old.since, was: old.was }
  return { ...now, since: time, was: believedHealthy(old, notice, time) }
}

function sameListener(a: Listener, b: Listener): boolean {
  return a.service === b.service && a.address === b.address && a.port === b.port && a.protocol === b.protocol
}

function sameTarget(a: BalancerTarget, b: BalancerTarget): boolean {
  return a.name === b.name && a.address === b.address && a.port === b.port
}
