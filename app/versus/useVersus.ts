import { useMemo } from 'react'
import { alignWalks, createWalker, type Variant, variantsOf, type Walk } from '../../src/index.ts'
import { useWalk } from '../derived.ts'

const walker = createWalker()

/** Both sides of a comparison, step beside step. */
export interface Versus {
  readonly variants: readonly Variant[]
  readonly chosen: Variant
  readonly left: Walk
  readonly right: Walk
  readonly alignment: ReturnType<typeof alignWalks>
}

/** The walk that is shown beside one of its variants; undefined when there is nothing to compare. */
export function useVersus(id: string): Versus | undefined {
  const left = useWalk()
  const variants = useMemo(() => variantsOf(left), [left])
  const chosen = variants.find((variant) => variant.id === id) ?? variants[0]
  return useMemo(() => {
    if (!chosen || !left.timeline) return undefined
    // The same request on both sides, with its gaps filled as on the left; the draw follows the seed.
    const { from, to, protocol, sourcePort, seed, pick } = left.request
    const asked = { from, to, protocol, sourcePort, seed, ...(pick ? { pick } : {}) }
    const right = walker(chosen.text, asked)
    const other = right.timeline ? right : walker(chosen.text, { from, to, protocol, sourcePort, seed })
    if (!other.timeline) return undefined
    return { variants, chosen, left, right: other, alignment: alignWalks(left.timeline, other.timeline) }
  }, [left, chosen, variants])
}
