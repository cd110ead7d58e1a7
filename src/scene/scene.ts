/** A point of the drawing, in CSS pixels at zoom 1. */
export interface Point {
  readonly x: number
  readonly y: number
}

export type BoxKind =
  | 'band' | 'host' | 'router' | 'node' | 'plug' | 'station' | 'route' | 'processes' | 'bay' | 'conntrack' | 'bridge' | 'pod' | 'no-pod'

/** A box to draw. Ids: host name for hosts and nodes, `node2/PREROUTING` for what is inside one. */
export interface Box extends Point {
  readonly id: string
  readonly kind: BoxKind
  readonly width: number
  readonly height: number
  /** Id of the node card that contains it; positions are absolute all the same. */
  readonly parent?: string
}

/** A wire. `points` is a polyline from the first host to the second. */
export interface Link {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly points: readonly Point[]
}

/** How much a node card shows, by the number of nodes. */
export type Detail = 'full' | 'medium' | 'small' | 'cell'

export interface Scene {
  readonly width: number
  readonly height: number
  readonly boxes: readonly Box[]
  readonly links: readonly Link[]
  /** Detail of each node card. */
  readonly detail: Readonly<Record<string, Detail>>
}

/** Whose address it is; decides colour and key letter everywhere. */
export interface Owner {
  /** Token name in `theme.css`: `client`, `vip`, `dns`, `n1` … `n8`, `outside`. */
  readonly hue: string
  /** The letter or number on the key. */
  readonly letter: string
  readonly shape: 'square' | 'round' | 'flag'
  /** Who that is: `node2`, `web-1`, `my-nginx`; empty when nobody is known. */
  readonly name: string
}
