import type { Lab, LabNode } from '../manifest/manifest.ts'

/** What the Lab says of one node, its "what if" laid over it. */
export function labNode({ nodes, whatIf }: Lab, name: string): LabNode {
  const { hairpin, bridgeNf, routeLocalnet, rpFilter, defaultVia } = whatIf
  return {
    ...nodes[name],
    ...(hairpin === undefined ? {} : { hairpin }),
    ...(bridgeNf === undefined ? {} : { bridgeNfCallIptables: bridgeNf }),
    ...(routeLocalnet === undefined ? {} : { routeLocalnet }),
    ...(rpFilter === undefined ? {} : { rpFilter }),
    ...(defaultVia === undefined || defaultVia === name ? {} : { defaultVia }),
  }
}
