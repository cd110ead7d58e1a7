/** `cubic-bezier(.3,.1,.2,1)`: leaves softly, arrives slowly. */
export const travelEase = bezier(0.3, 0.1, 0.2, 1)

/** `cubic-bezier(.2,0,0,1)`. */
export const stationEase = bezier(0.2, 0, 0, 1)

/** CSS's cubic-bezier as a function of time; x is solved by halving, which is exact enough for pixels. */
function bezier(x1: number, y1: number, x2: number, y2: number): (part: number) => number {
  const along = (a: number, b: number, t: number) => 3 * (1 - t) ** 2 * t * a + 3 * (1 - t) * t ** 2 * b + t ** 3
  return (part) => {
    let low = 0
    let high = 1
    for (let i = 0; i < 20; i++) {
      const middle = (low + high) / 2
      if (along(x1, x2, middle) < part) low = middle
      else high = middle
    }
    return along(y1, y2, (low + high) / 2)
  }
}
