import type { DnsExchange } from '../src/index.ts'

/** An exchange in dig's sections (BIND 9.18), without the lines that tell the time, the size and the random id. */
export function digText(exchange: DnsExchange): string {
  const { query, type, server, rcode, answers, authority, additional, authoritative } = exchange
  if (rcode === null) {
    const reason = exchange.failure === 'refused' ? 'connection refused' : 'timed out'
    return `;; communications error to ${server}#53: ${reason}\n;; no servers could be reached\n`
  }
  const sections = [
    ['ANSWER', answers],
    ['AUTHORITY', authority],
    ['ADDITIONAL', additional],
  ] as const
  const flags = authoritative ? 'qr aa rd' : 'qr rd ra'
  const counts = `QUERY: 1, ANSWER: ${answers.length}, AUTHORITY: ${authority.length}, ADDITIONAL: ${additional.length + 1}`
  return [
    ';; Got answer:',
    ...(query.endsWith('.local.')
      ? [
          ';; WARNING: .local is reserved for Multicast DNS',
          ';; You are currently testing what happens when an mDNS query is leaked to DNS',
        ]
      : []),
    `;; ->>HEADER<<- opcode: QUERY, status: ${rcode}`,
    `;; flags: ${flags}; ${counts}`,
    ...(authoritative ? [';; WARNING: recursion requested but not available'] : []),
    '',
    ';; OPT PSEUDOSECTION:',
    '; EDNS: version: 0, flags:; udp: 1232',
    ';; QUESTION SECTION:',
    columns([`;${query}`, '', 'IN', type]),
    ...sections.flatMap(([title, records]) =>
      records.length > 0 ? ['', `;; ${title} SECTION:`, ...records.map((record) => columns(split(record)))] : [],
    ),
    '',
    `;; SERVER: ${server}#53(${server}) (UDP)`,
    '',
  ].join('\n')
}

/** Name, ttl, class, type, data. */
function split(record: string): readonly string[] {
  const [name = '', ttl = '', family = '', type = '', ...data] = record.split(' ')
  return [name, ttl, family, type, data.join(' ')]
}

/** Where dig's columns begin; they are reached with tabs of eight, or with one blank when already passed. */
const stops = [0, 24, 32, 40, 48] as const

function columns(fields: readonly string[]): string {
  let text = ''
  let at = 0
  for (const [index, field] of fields.entries()) {
    if (field === '') continue
    const stop = stops[index] ?? 0
    if (index > 0 && at >= stop) {
      text += ' '
      at++
    }
    while (at < stop) {
      text += '\t'
      at = (Math.floor(at / 8) + 1) * 8
    }
    text += field
    at += field.length
  }
  return text
}
