import type { SourceText } from './go-yaml-text.ts'

/** Over a plain scalar; returns whether it ended on a later line, where a key may begin. */
export function scanPlain(text: SourceText, indent: number, flow: boolean): boolean {
  let broken = false
  while (!text.isDocumentMark() && text.at(0) !== '#') {
    while (!text.isBlankOrEnd(0)) {
      if (text.at(0) === ':' && text.isBlankOrEnd(1)) break
      if (flow && ',?[]{}'.includes(text.at(0))) break
      broken = false
      text.skip(1)
    }
    if (!text.isBlank(0) && !(text.at(0) !== '' && text.isBreak(0))) break
    while (text.at(0) !== '' && text.isBlankOrEnd(0)) {
      if (text.isBreak(0)) broken = true
      else if (broken && text.column < indent && text.at(0) === '\t')
        text.fail('found a tab character that violates indentation')
      text.skip(1)
    }
    if (!flow && text.column < indent) break
  }
  return broken
}

/** Over a quoted scalar. */
export function scanQuoted(text: SourceText, single: boolean): void {
  const quote = text.at(0)
  text.skip(1)
  for (;;) {
    if (text.isDocumentMark()) text.fail('found unexpected document indicator')
    if (text.at(0) === '') text.fail('found unexpected end of stream')
    if (single && text.at(0) === "'" && text.at(1) === "'") text.skip(2)
    else if (text.at(0) === quote) break
    else if (!single && text.at(0) === '\\') scanEscape(text)
    else text.skip(1)
  }
  text.skip(1)
}

/** Hexadecimal digits after an escape's letter. */
const digits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

function scanEscape(text: SourceText): void {
  const letter = text.at(1)
  if (text.isBreak(1)) return text.skip(2)
  const count = digits[letter]
  if (count === undefined && (letter === '' || !'0abt\tnvfre "\'/\\N_LP'.includes(letter)))
    text.fail('found unknown escape character')
  text.skip(2)
  for (let i = 0; i < (count ?? 0); i++) {
    if (!/[\da-fA-F]/.test(text.at(i))) text.fail('did not find expected hexdecimal number')
  }
  text.skip(count ?? 0)
}

/** Over a block scalar, its header first. `parent` is the indentation around it. */
export function scanBlockScalar(text: SourceText, parent: number): void {
  text.skip(1)
  let indent = 0
  for (let i = 0; i < 2; i++) {
    const sign = text.at(0)
    if (sign === '0') text.fail('found an indentation indicator equal to 0')
    if (/[1-9]/.test(sign)) indent = Math.max(parent, 0) + Number(sign)
    else if (sign !== '+' && sign !== '-') break
    text.skip(1)
  }
  while (text.isBlank(0)) text.skip(1)
  if (text.at(0) === '#') text.skipLine()
  if (!text.isBreakOrEnd(0)) text.fail('did not find expected comment or line break')
  if (text.isBreak(0)) text.skip(1)
  const wide = skipBreaks(text, indent)
  if (indent === 0) indent = Math.max(wide, parent + 1, 1)
  while (text.column === indent && text.at(0) !== '') {
    text.skipLine()
    if (text.isBreak(0)) text.skip(1)
    skipBreaks(text, indent)
  }
}

/** Over empty lines and the indentation of the next one; returns the widest indentation seen. */
function skipBreaks(text: SourceText, indent: number): number {
  let widest = 0
  for (;;) {
    const inside = () => indent === 0 || text.column < indent
    while (inside() && text.at(0) === ' ') text.skip(1)
    widest = Math.max(widest, text.column)
    if (inside() && text.at(0) === '\t') text.fail('found a tab character where an indentation space is expected')
    if (!text.isBreak(0) || text.at(0) === '') return widest
    text.skip(1)
  }
}
