/** A probability as people say it: a fraction such as 1/3 where one fits (denominators up to 64), else per cent with one decimal. */
export function formatShare(probability: number): string {
  for (let parts = 1; parts <= 64; parts++) {
    const share = Math.round(probability * parts)
    if (share > 0 && Math.abs(probability - share / parts) < 1e-6) return parts === 1 ? '1' : `${share}/${parts}`
  }
  return `${(probability * 100).toFixed(1)}%`
}
