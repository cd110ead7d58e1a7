import { formatShare } from '../../src/index.ts'

/** Fractions that have a character of their own: a cell is narrow. */
const glyphs: ReadonlyMap<string, string> = new Map(
  '1/2½ 1/3⅓ 2/3⅔ 1/4¼ 3/4¾ 1/5⅕ 2/5⅖ 3/5⅗ 4/5⅘ 1/6⅙ 5/6⅚ 1/7⅐ 1/8⅛ 3/8⅜ 5/8⅝ 7/8⅞ 1/9⅑ 1/10⅒'
    .split(' ')
    .map((entry) => [entry.slice(0, -1), entry.slice(-1)]),
)

/** A probability in as little room as it takes: ⅓, 3/11, 12.3%. */
export function shareGlyph(probability: number): string {
  const share = formatShare(probability)
  return glyphs.get(share) ?? share
}
