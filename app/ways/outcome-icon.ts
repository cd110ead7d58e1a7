import type { WayCell } from '../../src/index.ts'
import type { IconName } from '../ui/icons.ts'

/** The icon of a cell's outcome: the same as at the end of its packet. */
export function outcomeIcon({ outcome, cause }: Pick<WayCell, 'outcome' | 'cause'>): IconName {
  switch (outcome) {
    case 'answered':
      return 'delivered'
    case 'timed-out':
      return 'timeout'
    case 'refused':
      return 'refused'
    case 'unreachable':
      return cause === 'ttl-loop' ? 'loop' : 'unreachable'
    case 'name-error':
      return 'nxname'
    case 'undetermined':
      return 'info'
    default:
      outcome satisfies never
      return 'info'
  }
}
