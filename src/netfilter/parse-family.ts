import type { Family } from '../net/address.ts'

const firstAddress = /\s(?:-[sd]|--to-destination|--to-source)\s+"?\[?([\da-fA-F.:]+)/

/** The IP family of a whole dump, by who printed it or by its first address; 4 when nothing tells. */
export function textFamily(text: string): Family {
  const printer = printedBy(text)
  if (printer !== undefined) return printer === 'ip6tables' ? 6 : 4
  return addressAfter(text, 0)?.family ?? 4
}

/** Whether a text says of itself that iptables-save printed it. */
export function isSaved(text: string): boolean {
  return printedBy(text) !== undefined
}

/** Which tool says in a comment line that it printed this. */
function printedBy(text: string): string | undefined {
  for (let at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
    if (at > 0 && text.charCodeAt(at - 1) !== 10) continue
    const end = text.indexOf('\n', at)
    const printed = /\b(ip6?tables)\S*-save/.exec(text.slice(at, end < 0 ? text.length : end))
    if (printed) return printed[1]
  }
  return undefined
}

/** The family of the block whose `*table` line ends here; undefined when it has no address. */
export function blockFamily(text: string, lineEnd: number): Family | undefined {
  const found = addressAfter(text, lineEnd)
  return found && !text.slice(lineEnd, found.at).includes('\nCOMMIT') ? found.family : undefined
}

function addressAfter(text: string, start: number): { readonly at: number; readonly family: Family } | undefined {
  // Tens of thousands of chains may be named before the first rule.
  let from = start
  while (text.charCodeAt(from + 1) === 58) {
    const next = text.indexOf('\n', from + 1)
    if (next < 0) break
    from = next
  }
  const found = firstAddress.exec(text.slice(from))
  if (found?.[1] === undefined) return undefined
  return { at: from + found.index, family: /^\d+\./.test(found[1]) ? 4 : 6 }
}
