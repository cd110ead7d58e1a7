const key = 'packetwalk.left'

/**
 * Keeps the link of a page that is being left while its address bar was still behind: a reload that has begun opens the
 * address as it was.
 */
export function keepLeft(address: string, link: string): void {
  try {
    sessionStorage.setItem(key, JSON.stringify([address, link]))
  } catch {
    // Where nothing may be kept, the last moment is lost.
  }
}

/** What was kept when this page was left, once, when it is the same page come back; undefined for any other visit. */
export function takeLeft(address: string): string | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    sessionStorage.removeItem(key)
    const [navigation] = performance.getEntriesByType('navigation')
    const again = navigation instanceof PerformanceNavigationTiming && navigation.type !== 'navigate'
    if (!again || !Array.isArray(kept) || kept[0] !== address) return undefined
    return typeof kept[1] === 'string' ? kept[1] : undefined
  } catch {
    return undefined
  }
}
