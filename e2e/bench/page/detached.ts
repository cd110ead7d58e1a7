import { createWalker, type Frame, type PageKey, pageText } from '../../../src/index.ts'

const walk = createWalker()('')
const shown = { walk, current: walk, stale: false }
const words = { t: (key: PageKey) => pageText(key, 'en') }

/** In the place of app/derived.ts: whatever is typed, it comes to the same. */
export const useShown = () => shown
export const useFrame = (): Frame | undefined => undefined
export const useWords = () => words
export const currentWalk = () => walk
