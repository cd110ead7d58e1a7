import type { Rectangle } from './scene.ts'

/** Between the capsule and what it stands beside or above. */
export const clearance = 10

/** A capsule with IPv4 addresses. */
const ordinaryWidth = 256

/** Whether a capsule has room right of the router; else it stands below. */
export function fitsBeside(router: Rectangle, width: number): boolean {
  return width - (router.x + router.width) - 2 * clearance >= ordinaryWidth
}
