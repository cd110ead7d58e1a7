import { createContext, useContext } from 'react'
import type { Frame, Journey, Point, Scene, Service, Walk } from '../../src/index.ts'

/** Everything the pieces of the picture draw from. */
export interface Drawing {
  readonly walk: Walk
  readonly scene: Scene
  readonly frames: readonly Frame[]
  /** The frame that is drawn: during a flight the one it started from. Undefined when nothing is to be followed. */
  readonly frame: Frame | undefined
  /** Index of that frame. */
  readonly at: number
  readonly flying: boolean
  readonly journey: Journey
  /** Ids of the boxes and wires that are faded, told by what is not in it; undefined while nothing is. */
  readonly kept: ReadonlySet<string> | undefined
  /** The Service the request asks for. */
  readonly service: Service | undefined
  /** Host names of the Pods behind that Service. */
  readonly servicePods: ReadonlySet<string>
  /** Ways of more packets than the one, where several are compared. */
  readonly ways?: readonly DrawnWay[]
}

/** A line over the wires: in a card, or outside all. */
export interface DrawnWay {
  readonly look: string
  readonly points: readonly Point[]
  readonly card?: string
}

const context = createContext<Drawing | undefined>(undefined)

export const DrawingProvider = context.Provider

/** What is drawn now. Only inside the canvas. */
export function useDrawing(): Drawing {
  const drawing = useContext(context)
  if (!drawing) throw new Error('there is no drawing here')
  return drawing
}

/** The class of what no packet touches, while that is faded: ` cv-faded`, or nothing. */
export function fade({ kept }: Drawing, id: string): '' | ' cv-faded' {
  return kept === undefined || kept.has(id) ? '' : ' cv-faded'
}

/**
 * Where the capsule is: with a time-out it still lies where it was dropped, though the sentence is the sender's. When
 * nothing was dropped, there is no packet any more: only a sender that waits.
 */
export function packetFrame(frames: readonly Frame[], at: number): Frame | undefined {
  const frame = frames[at]
  if (frame?.ending !== 'timeout') return frame
  return frames.slice(0, at).findLast((candidate) => candidate.ending === 'dropped')
}
