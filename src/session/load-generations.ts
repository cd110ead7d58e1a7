/** How the generations of rules differ, on a cluster and in words. */
export type Generations = typeof import('./generations.ts')

/** Brings it along; a page that only walks packets does not wait for it. */
export function loadGenerations(): Promise<Generations> {
  return import('./generations.ts')
}
