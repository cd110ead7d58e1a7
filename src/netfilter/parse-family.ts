import type { Family } from '../net/address.ts'

const firstAddress = /\s(?:-[sd]|--to-destination|--to-source)\s+"?\[?([\da-fA-F.:]+)/

const printedBy = /^#.*\b(ip6?tables)\S*-save/m

/** The IP family of a whole dump, by who printed it or by its first address; 4 when nothing tells. */
export function textFamily(text: string): Family {
  const printed = printedBy.exec(text)
  if (printed) return printed[1] === 'ip6tables' ? 6 : 4
  return addressFamily(text) ?? 4
}

/** Whether a text says of itself that iptables-save printed it. */
export function isSaved(text: string): boolean {
  return printedBy.test(text)
}

/** The family of the block whose `*table` line ends here; undefined when it has no address. */
export function blockFamily(text: string, lineEnd: number): Family | undefined {
  const end = text.indexOf('\nCOMMIT', lineEnd)
  return addressFamily(text.slice(lineEnd, end < 0 ? text.length : end))
}

function addressFamily(text: string): Family | undefined {
  const address = firstAddress.exec(text)?.[1]
  if (address === undefined) return undefined
  return /^\d+\./.test(address) ? 4 : 6
}
