import type { KernelCase } from '../case.ts'
import { clusterIP } from './cluster-ip.ts'
import { externals } from './external.ts'
import { hairpins } from './hairpin.ts'
import { localhost } from './local.ts'
import { memories } from './memory.ts'
import { nodePorts } from './node-port.ts'
import { six } from './six.ts'

/** Every case, by shape. */
export const cases: readonly KernelCase[] = [
  ...clusterIP,
  ...hairpins,
  ...nodePorts,
  ...externals,
  ...localhost,
  ...memories,
  ...six,
]
