/**
 * Rules for names, each giving what is wrong in the API server's words; nothing when the name is fine
 * (apimachinery, util/validation/validation.go).
 */
type NameRule = (value: string) => readonly string[]

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const label1035 = '[a-z]([-a-z0-9]*[a-z0-9])?'
const subdomain = `${label}(\\.${label})*`
const qualified = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'
const labelValue = `(${qualified})?`

/** Where the API server's sentence names its regular expression and examples. */
function regexSentence(sentence: string, regex: string, ...examples: readonly string[]): string {
  // The two blanks before "or" are the API server's own.
  return `${sentence} (e.g. ${examples.map((example) => `'${example}'`).join(',  or ')}, regex used for validation is '${regex}')`
}

const letters = 'alphanumeric characters'
const dns1035Sentence = regexSentence(
  `a DNS-1035 label must consist of lower case ${letters} or '-', start with an alphabetic character, and end with an alphanumeric character`,
  label1035,
  'my-name',
  'abc-123',
)
const dns1123Sentence = regexSentence(
  `a lowercase RFC 1123 label must consist of lower case ${letters} or '-', and must start and end with an alphanumeric character`,
  label,
  'my-name',
  '123-abc',
)
const subdomainSentence = regexSentence(
  `a lowercase RFC 1123 subdomain must consist of lower case ${letters}, '-' or '.', and must start and end with an alphanumeric character`,
  subdomain,
  'example.com',
)
const qualifiedSentence = regexSentence(
  `must consist of ${letters}, '-', '_' or '.', and must start and end with an alphanumeric character`,
  qualified,
  'MyName',
  'my.name',
  '123-abc',
)
const labelValueSentence = regexSentence(
  `a valid label must be an empty string or consist of ${letters}, '-', '_' or '.', and must start and end with an alphanumeric character`,
  labelValue,
  'MyValue',
  'my_value',
  '12345',
)

/** Names of Services. */
export const dns1035Label: NameRule = (value) => [
  ...tooLong(value, 63),
  ...(isLabel(value) && /^[a-z]/.test(value) ? [] : [dns1035Sentence]),
]

/** Namespaces and port names. */
export const dns1123Label: NameRule = (value) => [
  ...tooLong(value, 63),
  ...(isLabel(value) ? [] : isSubdomain(value) ? ['must not contain dots'] : [dns1123Sentence]),
]

/** Host names. */
export const dns1123Subdomain: NameRule = (value) => [
  ...tooLong(value, 253),
  ...(isSubdomain(value) ? [] : [subdomainSentence]),
]

/** Keys of labels and annotations, `appProtocol`, `loadBalancerClass`: a name, or `prefix/name`. */
export const qualifiedName: NameRule = (value) => {
  const parts = value.split('/')
  if (parts.length > 2) {
    return [
      `a qualified name ${qualifiedSentence} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ]
  }
  const name = parts.at(-1) ?? ''
  const prefix = parts.length === 2 ? (parts[0] ?? '') : undefined
  const ofPrefix = prefix === undefined ? [] : prefix === '' ? ['must be non-empty'] : dns1123Subdomain(prefix)
  const ofName = [
    ...(name === '' ? ['must be non-empty'] : tooLong(name, 63)),
    ...(isQualified(name) ? [] : [qualifiedSentence]),
  ]
  return [...ofPrefix.map((text) => `prefix part ${text}`), ...ofName.map((text) => `name part ${text}`)]
}

/** Values of labels and selectors. */
export const labelValueRule: NameRule = (value) => [
  ...tooLong(value, 63),
  ...(value === '' || isQualified(value) ? [] : [labelValueSentence]),
]

/** Names of container ports, as `targetPort` may give one. */
export const portName: NameRule = (value) => [
  ...tooLong(value, 15),
  ...(/^[-a-z0-9]+$/.test(value) ? [] : ['must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)']),
  ...(/[a-z]/.test(value) ? [] : ['must contain at least one letter (a-z)']),
  ...(value.includes('--') ? ['must not contain consecutive hyphens'] : []),
  ...(/^-|-$/.test(value) ? ['must not begin or end with a hyphen'] : []),
]

/** Port numbers. */
export function portNumber(value: number): readonly string[] {
  return value >= 1 && value <= 65535 ? [] : ['must be between 1 and 65535, inclusive']
}

/**
 * The regular expressions of the sentences above, without their nested repetitions: a pasted megabyte must not take an
 * afternoon.
 */
const alphanumeric = /[A-Za-z0-9]/
const lower = /[a-z0-9]/

function isLabel(value: string): boolean {
  return /^[-a-z0-9]+$/.test(value) && lower.test(value.charAt(0)) && lower.test(value.charAt(value.length - 1))
}

function isSubdomain(value: string): boolean {
  return value.split('.').every(isLabel)
}

function isQualified(value: string): boolean {
  return (
    /^[-A-Za-z0-9_.]+$/.test(value) &&
    alphanumeric.test(value.charAt(0)) &&
    alphanumeric.test(value.charAt(value.length - 1))
  )
}

function tooLong(value: string, most: number): readonly string[] {
  return byteLength(value) > most ? [`must be no more than ${most} bytes`] : []
}

/** Bytes of the UTF-8 form, which Go's `len` counts. */
export function byteLength(text: string): number {
  let bytes = 0
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}
