import { hostCidr } from '../net/cidr.ts'
import type { Rule } from '../netfilter/ruleset.ts'
import type { World } from './world.ts'

/** Whether some host's rules speak of the address that was asked as a cluster IP. */
export function isClusterIP(world: World): boolean {
  const asked = hostCidr(world.flow.destination.address)
  return chainRules(world, undefined, 'KUBE-SERVICES').some(
    ({ matches }) =>
      matches.some((match) => match.type === 'destination' && match.cidr === asked && !match.not) &&
      matches.some((match) => match.type === 'comment' && /cluster IP|has no (local )?endpoints/.test(match.comment)),
  )
}

/** Whether this host has a rule for the port that was asked as a node port. */
export function isAskedNodePort(world: World, host: string): boolean {
  const { port } = world.flow.destination
  return chainRules(world, host, 'KUBE-NODEPORTS').some(({ matches }) =>
    matches.some((match) => match.type === 'ports' && match.dport?.from === port && match.dport.to === port),
  )
}

function chainRules(world: World, host: string | undefined, chain: string): readonly Rule[] {
  const hosts = host === undefined ? [...world.wiring.hosts.values()] : [world.wiring.hosts.get(host)]
  return hosts.flatMap((one) =>
    (one?.netfilter?.rulesets ?? []).flatMap(({ tables }) =>
      tables.flatMap(({ chains }) => chains.filter(({ name }) => name === chain).flatMap(({ rules }) => rules)),
    ),
  )
}
