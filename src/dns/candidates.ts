import { absolute, countDots } from './name.ts'
import { numericOption, type ResolvConf } from './resolv-conf.ts'

/** Which C library resolves: they differ in what they try and in when they give up. */
export const libraries = ['glibc', 'musl'] as const
export type Library = (typeof libraries)[number]

/** A name to be asked for. `searched`: it was made with a domain of the search list. */
export interface Candidate {
  readonly name: string
  readonly searched: boolean
}

/**
 * The names a resolver tries, in its order. With fewer dots than ndots the search list comes first, else the name as it
 * is; a final dot leaves only that. musl does not search at all once a name has ndots dots.
 */
export function candidatesFor(name: string, conf: ResolvConf, library: Library): readonly Candidate[] {
  const asIs: Candidate = { name: absolute(name), searched: false }
  if (name.endsWith('.')) return [asIs]
  const searched = conf.search.map((domain): Candidate => {
    return domain === '.' ? asIs : { name: absolute(`${name}.${domain}`), searched: true }
  })
  const enoughDots = countDots(name) >= numericOption(conf, 'ndots', 1)
  if (!enoughDots) return [...searched, asIs]
  return library === 'musl' ? [asIs] : [asIs, ...searched]
}
