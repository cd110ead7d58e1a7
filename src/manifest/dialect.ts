import { boolYaml11Tag, CORE_SCHEMA, defineScalarTag, mergeTag, NOT_RESOLVED } from 'js-yaml'

/**
 * Integers as kubectl's YAML reader takes them (goyaml.v2 resolve.go: Go's ParseInt with base 0 and `_`): decimal,
 * 0x, 0b, 0o and a plain leading 0 for octal; no base 60.
 */
const integer = defineScalarTag<number>('tag:yaml.org,2002:int', {
  implicit: true,
  implicitFirstChars: [...'+-0123456789'],
  resolve: (source) => {
    const [, sign, digits] = /^([-+]?)([0-9][0-9A-Za-z_]*)$/.exec(source) ?? []
    if (digits === undefined) return NOT_RESOLVED
    const value = unsigned(digits.replace(/_/g, ''))
    return value === undefined ? NOT_RESOLVED : sign === '-' ? -value : value
  },
  identify: () => false,
})

function unsigned(digits: string): number | undefined {
  if (/^(0|[1-9]\d*)$/.test(digits)) return Number(digits)
  if (/^0x[0-9a-f]+$/i.test(digits) || /^0b[01]+$/.test(digits)) return Number(digits)
  const octal = /^0o?([0-7]+)$/.exec(digits)
  return octal?.[1] === undefined ? undefined : Number.parseInt(octal[1], 8)
}

/** YAML as kubectl reads it: YAML 1.1 booleans, merge keys, Go integers; dates stay text. */
export const kubernetesYaml = CORE_SCHEMA.withTags(mergeTag, boolYaml11Tag, integer)
