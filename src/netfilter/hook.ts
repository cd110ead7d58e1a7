/**
 * Where netfilter looks at a packet.
 *
 *                    local process
 *                     ▲         │
 *                   INPUT    OUTPUT
 *                     │         ▼
 *  ─► PREROUTING ─► routing ─► FORWARD ─► POSTROUTING ─►
 */
export const hooks = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'] as const
export type Hook = (typeof hooks)[number]

export const tableNames = ['raw', 'mangle', 'nat', 'filter', 'security'] as const
export type TableName = (typeof tableNames)[number]

/** The order iptables-nft-save 1.8 lists tables in, and rulesets here keep; the legacy one has no fixed order. */
export const saveOrder: readonly TableName[] = ['mangle', 'security', 'raw', 'filter', 'nat']

/** The base chains each table has, from the kernel's iptable_*.c. */
export const baseChains: Readonly<Record<TableName, readonly Hook[]>> = {
  raw: ['PREROUTING', 'OUTPUT'],
  mangle: ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
  security: ['INPUT', 'FORWARD', 'OUTPUT'],
}
