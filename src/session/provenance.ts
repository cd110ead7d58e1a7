import { originKey, qualifiedName } from '../cluster/cluster.ts'
import { podNamed } from '../cluster/find-pod.ts'
import { printRule } from '../netfilter/print.ts'
import type { Rule } from '../netfilter/ruleset.ts'
import type { FieldPlace } from './field-at.ts'
import type { Walk } from './walk.ts'

/** A rule on a node, as iptables-save would print it. */
export interface PlacedRule {
  readonly node: string
  readonly table: string
  readonly chain: string
  /** 1-based. */
  readonly number: number
  readonly rule: Rule
  readonly text: string
}

/** The rules that a field of an object made, on every node; of a field with fields inside, theirs as well. */
export function rulesOfField(walk: Walk, { object, path }: FieldPlace): readonly PlacedRule[] {
  const key = originKey(object, path)
  return rulesWhere(
    walk,
    ({ origin }) => origin !== undefined && (path === '' ? origin.startsWith(key) : isWithin(origin, key)),
  )
}

/** The rules that lead to a Pod (`namespace/name`) or speak of its address, on every node. */
export function rulesOfPod(walk: Walk, name: string): readonly PlacedRule[] {
  const addresses = new Set(podNamed(walk.cluster.pods, name)?.addresses ?? [])
  const speaksOf = ({ matches, target }: Rule) =>
    (target?.type === 'DNAT' && addresses.has(target.to.address)) ||
    matches.some((match) => match.type === 'source' && [...addresses].some((one) => match.cidr.split('/')[0] === one))
  const own = rulesWhere(walk, speaksOf)
  const chains = new Set(own.map(({ node, table, chain }) => `${node} ${table} ${chain}`))
  const leads = (rule: Rule, node: string, table: string) =>
    rule.target?.type === 'jump' && chains.has(`${node} ${table} ${rule.target.chain}`)
  return rulesWhere(walk, (rule, node, table) => speaksOf(rule) || leads(rule, node, table))
}

/** The endpoints a Pod is: `namespace/service:port`, and whether rules lead to it. */
export function endpointsOfPod(
  walk: Walk,
  name: string,
): readonly { readonly port: string; readonly ready: boolean }[] {
  return walk.cluster.services.flatMap((service) =>
    service.ports.flatMap((port) =>
      port.endpoints
        .filter((endpoint) => endpoint.pod === name)
        .map(({ ready }) => ({ port: `${qualifiedName(service)}:${port.name || port.port}`, ready })),
    ),
  )
}

function isWithin(origin: string, key: string): boolean {
  return origin === key || origin.startsWith(`${key}.`) || origin.startsWith(`${key}[`)
}

function rulesWhere(walk: Walk, wanted: (rule: Rule, node: string, table: string) => boolean): readonly PlacedRule[] {
  return Object.entries(walk.rulesets).flatMap(([node, { tables }]) =>
    tables.flatMap((table) =>
      table.chains.flatMap((chain) =>
        chain.rules.flatMap((rule, index) =>
          wanted(rule, node, table.name)
            ? [
                {
                  node,
                  table: table.name,
                  chain: chain.name,
                  number: index + 1,
                  rule,
                  text: printRule(chain.name, rule),
                },
              ]
            : [],
        ),
      ),
    ),
  )
}
