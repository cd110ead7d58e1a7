import type { Explorer } from './explorer.ts'
import * as reach from './reach-states.ts'
import { dualStack, dump, errors, large, nodes, refused, unreachable, unreadyNode } from './state-texts.ts'

/** One thing the page can look like. */
export interface PageState {
  readonly name: string
  readonly hash: string
  /** Page options of the address. */
  readonly query?: Readonly<Record<string, string>>
  /** What is still to be done once the hash is open. */
  readonly reach?: (explorer: Explorer) => Promise<void>
}

const yaml = (text: string) => `#yaml=${encodeURIComponent(text)}`
const why = '#scenario=nodeport-snat'

/** At rest, on the way, every ending, every panel, tab, view and dialog, and a text with errors. */
export const states: readonly PageState[] = [
  { name: 'at rest', hash: why },
  { name: 'mid-flight', hash: `${why}&step=9` },
  { name: 'story', hash: `${why}&step=3&depth=story` },
  { name: 'tables', hash: `${why}&step=5&depth=tables` },
  { name: 'trace', hash: `${why}&step=20&depth=trace` },
  { name: 'faded surroundings', hash: `${why}&step=9`, reach: (explorer) => explorer.press('f') },
  { name: 'answered', hash: why, reach: reach.toEnd },
  { name: 'dropped', hash: '#scenario=local-drops', reach: reach.toEnd },
  { name: 'refused', hash: yaml(refused), reach: reach.toEnd },
  { name: 'unreachable', hash: yaml(unreachable), reach: reach.toEnd },
  { name: 'wrong answer', hash: '#scenario=why-snat', reach: reach.toEnd },
  { name: 'loop', hash: '#scenario=external-ip-loop', reach: reach.toEnd },
  { name: 'name not found', hash: '#scenario=cannot-reach-by-dns', reach: reach.toEnd },
  { name: 'rejected', hash: '#scenario=foreign-reject', reach: reach.toEnd },
  { name: 'not modelled', hash: '#scenario=match-not-modelled', reach: reach.toEnd },
  { name: 'earlier', hash: '#scenario=sticky-per-node', reach: reach.toEnd },
  { name: 'load balancer', hash: '#scenario=load-balancer&step=4' },
  { name: 'dual stack', hash: `${yaml(dualStack)}&step=9` },
  { name: 'large', hash: `${yaml(large)}&step=6` },
  { name: 'folded', hash: '#scenario=external-name&step=2' },
  { name: 'DNS answer', hash: '#scenario=external-name&step=11' },
  { name: 'five nodes', hash: `${yaml(nodes(5))}&step=9` },
  { name: 'thirty nodes', hash: `${yaml(nodes(30))}&step=9` },
  { name: 'errors', hash: yaml(errors) },
  { name: 'empty', hash: '#yaml=%20' },
  { name: 'stale', hash: `${why}&step=9`, reach: reach.spoil },
  { name: 'unreadable link', hash: '#v1=nonsense' },
  { name: 'YAML', hash: why, reach: reach.left('yaml') },
  { name: 'cluster', hash: why, reach: reach.left('cluster') },
  { name: 'cluster and its surroundings', hash: '#scenario=load-balancer-rollout', reach: reach.left('cluster') },
  { name: 'a node that is not ready', hash: yaml(unreadyNode), reach: reach.left('cluster') },
  { name: 'objects', hash: why, reach: reach.left('objects') },
  { name: 'deprecated objects', hash: '#scenario=external-ip-routed', reach: reach.left('objects') },
  { name: 'deprecated endpoints', hash: '#scenario=external-ip-routed&panel=endpoints', reach: reach.inspector },
  { name: 'all rules', hash: `${why}&step=9`, reach: reach.allRules },
  { name: 'rules of a Pod', hash: `${why}&step=9`, reach: reach.podRules },
  { name: 'packet', hash: `${why}&step=16&panel=packet`, reach: reach.inspector },
  { name: 'ladder', hash: '#scenario=external-name&step=14&panel=lookup', reach: reach.inspector },
  { name: 'conntrack', hash: `${why}&step=16&panel=conntrack`, reach: reach.inspector },
  { name: 'endpoints', hash: `${why}&step=16&panel=endpoints`, reach: reach.inspector },
  { name: 'routes', hash: `${why}&step=16&panel=network`, reach: reach.inspector },
  { name: 'steps', hash: `${why}&step=5&panel=steps&depth=story`, reach: reach.inspector },
  { name: 'ways in', hash: '#scenario=who-called-me&panel=ways', reach: reach.allCells },
  { name: 'comparing', hash: '#scenario=local-drops&compare=externalTrafficPolicy' },
  { name: 'comparing nodes', hash: `${why}&compare=node` },
  { name: 'overlaid', hash: '#scenario=local-drops&compare=externalTrafficPolicy&overlaid=1' },
  { name: 'overlaid nodes', hash: `${why}&compare=node&overlaid=1` },
  { name: 'presenting', hash: `${why}&step=9`, reach: reach.presenting },
  { name: 'blank', hash: `${why}&step=9`, reach: reach.blank },
  { name: 'embedded', hash: `${why}&step=9`, query: { embed: '1' } },
  { name: 'embedded, five nodes', hash: `${yaml(nodes(5))}&step=9`, query: { embed: '1' } },
  { name: 'embedded with its rules', hash: `${why}&step=9`, query: { embed: '1', view: 'rules' } },
  { name: 'a Pod’s menu', hash: `${why}&step=9`, reach: reach.podMenu },
  { name: 'shared', hash: `${why}&step=9`, reach: reach.share },
  { name: 'a thousand', hash: why, reach: reach.byPalette('spread.open', '.thousand tbody tr') },
  { name: 'generations', hash: '#scenario=book-era&step=9', reach: reach.generations },
  { name: 'comparing with a node', hash: `${why}&step=9`, reach: reach.compareNode('') },
  { name: 'a dump that differs', hash: `${why}&step=9`, reach: reach.compareNode(dump) },
  { name: 'own cluster', hash: why, reach: reach.byPalette('pane.ownCluster', 'dialog.sheet') },
  { name: 'palette', hash: why, reach: reach.palette },
  { name: 'nothing found', hash: why, reach: reach.nothingFound },
  { name: 'about', hash: why, reach: reach.byPalette('command.about', 'dialog.about') },
  { name: 'keys', hash: why, reach: reach.keys },
]
