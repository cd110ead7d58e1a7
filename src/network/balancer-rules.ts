import { familyOf } from '../net/address.ts'
import { formatSocket } from '../net/packet.ts'
import type { RestoreRule } from '../netfilter/document.ts'
import { loadDocument } from '../netfilter/load.ts'
import type { Ruleset } from '../netfilter/ruleset.ts'
import { believedHealthy } from './balancer-health.ts'
import type { Balancer, BalancerTarget, Listener } from './network.ts'

/** Comments of the rules by which a load balancer refuses; the causes are read off them. */
export const refusals = {
  noTarget: 'no healthy target',
  noListener: 'no such port on the load balancer',
  sourceRange: 'not in loadBalancerSourceRanges',
} as const

/** Targets a listener forwards to at this time. */
export function healthyTargets(listener: Listener, balancer: Balancer, now: number): readonly BalancerTarget[] {
  return listener.targets.filter((target) => believedHealthy(target, balancer.notice, now))
}

/**
 * What a load balancer does, written as the rules a Linux box would do it with: mangle refuses what no listener takes, nat
 * chooses a target and, if so configured, puts the balancer's own address in as the source. Real ones are no Linux boxes.
 */
export function balancerRulesets(balancer: Balancer, now: number): readonly Ruleset[] {
  return ([4, 6] as const).map((family) => {
    const mangle: RestoreRule[] = []
    const nat: RestoreRule[] = []
    const listeners = balancer.listeners.filter((listener) => familyOf(listener.address) === family)
    for (const listener of listeners) {
      const targets = healthyTargets(listener, balancer, now)
      mangle.push(...admissionRules(listener, targets).map((text) => ({ text })))
      if (listener.translates)
        nat.push(...targets.map((each, i) => ({ text: choiceRule(listener, each, targets.length - i) })))
    }
    for (const address of new Set(listeners.map((listener) => listener.address))) {
      mangle.push({ text: `-A PREROUTING -d ${address} -m comment --comment "${refusals.noListener}" -j DROP` })
    }
    if (balancer.ownSource && nat.length > 0)
      nat.push({ text: '-A POSTROUTING -m conntrack --ctstate DNAT -j MASQUERADE' })
    return loadDocument({
      family,
      tables: [
        { name: 'mangle', chains: [], rules: mangle },
        { name: 'nat', chains: [], rules: nat },
      ],
    })
  })
}

function admissionRules(listener: Listener, targets: readonly BalancerTarget[]): readonly string[] {
  const head = `-A PREROUTING ${matchOf(listener)}`
  const refuse = (why: string) => `${head} -m comment --comment "${listener.service} ${why}" -j DROP`
  const accept = (from: string) => `${head}${from} -j ACCEPT`
  const ranges = listener.sourceRanges.filter((range) => familyOf(listener.address) === (range.includes(':') ? 6 : 4))
  if (targets.length === 0) return [refuse(refusals.noTarget)]
  if (listener.sourceRanges.length === 0) return [accept('')]
  return [...ranges.map((range) => accept(` -s ${range}`)), refuse(refusals.sourceRange)]
}

function choiceRule(listener: Listener, target: BalancerTarget, left: number): string {
  const chance = left > 1 ? ` -m statistic --mode random --probability ${1 / left}` : ''
  return `-A PREROUTING ${matchOf(listener)} -m comment --comment "${listener.service} -> ${target.name}"${chance} -j DNAT --to-destination ${formatSocket(target)}`
}

function matchOf({ address, protocol, port }: Listener): string {
  const name = protocol.toLowerCase()
  return `-d ${address} -p ${name} -m ${name} --dport ${port}`
}
