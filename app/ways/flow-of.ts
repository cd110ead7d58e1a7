import type { Party, Trace, WayCell } from '../../src/index.ts'

/** What a cause's sentence speaks of, for the likeliest ending of a cell. */
export function flowOf(cell: WayCell, from: Party): Pick<Trace, 'cause' | 'where' | 'flow' | 'resolver' | 'dns'> {
  const { way, outcome, cause } = cell
  const ending = cell.endings.find((each) => each.outcome === outcome && each.cause === cause)
  const flow = { from: from.value, protocol: way.protocol, source: from.address, destination: way.address }
  return { cause, where: ending?.where ?? null, flow, dns: [], ...ending?.lookup }
}
