/**
 * A number with a fixed count of decimals as C's printf and Go's fmt write it: exact ties go to the even digit.
 * `toFixed` takes ties up, so 1/2048 would come out as 0.0004882813 where both write 0.0004882812.
 */
export function printDecimal(value: number, decimals: number): string {
  const text = value.toFixed(decimals)
  // A double lies exactly halfway between two decimals of this length only if it is an odd multiple of 2^-(decimals+1).
  const halves = value * 2 ** (decimals + 1)
  const tie = Number.isInteger(halves) && halves % 2 !== 0
  const last = text.charCodeAt(text.length - 1) - 48
  return tie && last % 2 === 1 ? `${text.slice(0, -1)}${last - 1}` : text
}
