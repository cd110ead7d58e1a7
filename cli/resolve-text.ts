import type { DnsExchange, NameLookup } from '../src/index.ts'

/** A lookup, one line per question (`>`) and answer (`<`); what the server asked elsewhere is indented between them. */
export function resolveText({ exchanges, resolution }: NameLookup): string {
  const result = resolution.type === 'addresses' ? resolution.addresses : [resolution.because]
  return `${[...exchanges.flatMap((exchange) => lines(exchange, '')), ...result].join('\n')}\n`
}

function lines(
  { query, type, server, rcode, failure, answers, by, lookups }: DnsExchange,
  indent: string,
): readonly string[] {
  const records = answers.length > 0 ? ` ${answers.join('; ')}` : ''
  return [
    `${indent}> ${server} ${type} ${query}`,
    ...lookups.flatMap((lookup) => lines(lookup, `${indent}    `)),
    `${indent}< ${by ?? '-'} ${rcode ?? failure}${records}`,
  ]
}
