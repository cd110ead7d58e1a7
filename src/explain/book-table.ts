/** One popular claim, and the scenario that shows what the machine does. Words: `book.<id>.says` and `book.<id>.does`. */
export interface BookRow {
  readonly id: BookRowId
  /** Name of a file in public/scenarios, without its ending. */
  readonly scenario: string
}

const ids = [
  ...(['node-port-range', 'local-spelling', 'listing', 'snat-address', 'targets', 'promiscuous'] as const),
  ...(['drop', 'listening', 'cluster-ip'] as const),
] as const
export type BookRowId = (typeof ids)[number]

const scenarios: Readonly<Record<BookRowId, string>> = {
  'node-port-range': 'book-node-port',
  'local-spelling': 'book-local',
  listing: 'nodeport-snat',
  'snat-address': 'snat-on-own-node',
  targets: 'load-balancer',
  promiscuous: 'promiscuous-bridge',
  drop: 'local-from-inside',
  listening: 'localhost-node-port',
  'cluster-ip': 'cluster-ip-across-nodes',
}

/** "The book says, the machine does", in the order it is told; the page and the README both show this. */
export const bookTable: readonly BookRow[] = ids.map((id) => ({ id, scenario: scenarios[id] }))
