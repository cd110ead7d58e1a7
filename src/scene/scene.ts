/** A point of the drawing, in CSS pixels at zoom 1. */
export interface Point {
  readonly x: number
  readonly y: number
}

export type BoxKind =
  | 'band'
  | 'host'
  | 'router'
  | 'node'
  | 'plug'
  | 'station'
  | 'route'
  | 'processes'
  | 'bay'
  | 'conntrack'
  | 'bridge'
  | 'pod'
  | 'no-pod'
  | 'more'

/** A place and a size, in CSS pixels at zoom 1. */
export interface Rectangle extends Point {
  readonly width: number
  readonly height: number
}

/**
 * A box to draw. Ids: the host's name for hosts, nodes and Pods; `node2:PREROUTING` for what is inside a node (a colon
 * cannot be part of a Kubernetes name, so no Pod is ever called that).
 */
export interface Box extends Rectangle {
  readonly id: string
  readonly kind: BoxKind
  /** Id of the box that contains it; positions are absolute all the same. */
  readonly parent?: string
  /** On `more`: the Pods that found no room, by host name. */
  readonly pods?: readonly string[]
}

/** A wire between two boxes, or junctions of wires. `points` is a polyline from the first to the second. */
export interface Link {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly points: readonly Point[]
  /** Id of the node card it lies in; absent for wires outside. */
  readonly card?: string
  /** True when packets take it only from `from` to `to`: inside a node. */
  readonly oneWay?: true
  /** True when it is drawn only while a packet's way lies on it. */
  readonly quiet?: true
}

/** How much a node card shows: everything; stations as ticks; one line; key, name and dots; the key alone. */
export type Detail = 'full' | 'medium' | 'line' | 'small' | 'cell'

export interface Scene {
  readonly width: number
  readonly height: number
  readonly boxes: readonly Box[]
  readonly links: readonly Link[]
  /** Detail of each node card. */
  readonly detail: Readonly<Record<string, Detail>>
}

/** The canvas in CSS pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** What the drawing is for; everything is optional. */
export interface LayoutOptions {
  /** Host the packet is at. Its node is drawn in full, where not all can be. */
  readonly focus?: string
  /** Hosts the packet visits, in order: their nodes are drawn in full before others. */
  readonly pathHosts?: readonly string[]
  /** `namespace/name` of the Service that is asked: its Pods are shown before others. */
  readonly service?: string
  /** Nodes and hosts the packet never comes to are left out. */
  readonly pathOnly?: boolean
  /** For a wall: the letters are larger than usual, so that less has room. */
  readonly large?: boolean
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
