import type { alignWalks, Frame, Walk } from '../src/index.ts'

/** Two walks of one request, and how far both have come. */
export interface Comparison {
  readonly left: Walk
  readonly right: Walk
  readonly alignment: ReturnType<typeof alignWalks>
  /** Indices of the frames both sides are at. */
  readonly at: { readonly left: number; readonly right: number }
}

/** The frames of both sides where they first differ. */
export interface Parting {
  readonly a: Frame | undefined
  readonly b: Frame | undefined
}
