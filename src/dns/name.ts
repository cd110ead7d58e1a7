/** The absolute form: with its final dot. */
export function absolute(name: string): string {
  return name.endsWith('.') ? name : `${name}.`
}

export function sameName(a: string, b: string): boolean {
  return absolute(a).toLowerCase() === absolute(b).toLowerCase()
}

/** Whether a name is a domain or lies below it. Every name lies below the root, `.`. */
export function isWithin(name: string, domain: string): boolean {
  const [own, zone] = [absolute(name).toLowerCase(), absolute(domain).toLowerCase()]
  return zone === '.' || own === zone || own.endsWith(`.${zone}`)
}

/** The labels of a name in front of a domain, leftmost first; none for the domain itself. */
export function labelsBefore(name: string, domain: string): readonly string[] {
  const own = absolute(name)
  const front = own.slice(0, own.length - absolute(domain).length).replace(/\.$/, '')
  return front === '' ? [] : front.split('.')
}

export function countDots(name: string): number {
  return name.split('.').length - 1
}

/** What a resolver can ask for at all: labels of 1 to 63 characters, 253 in all, no blanks (RFC 1035 §2.3.4). */
export function isAskable(name: string): boolean {
  const bare = name.replace(/\.$/, '')
  if (bare === '' || bare.length > 253) return false
  return bare.split('.').every((label) => label.length <= 63 && /^[\w-]+$/.test(label))
}
