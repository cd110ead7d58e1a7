import type { Box } from '../../src/index.ts'

/** What React Flow hands to the drawing of one of its nodes. */
export interface BoxProps {
  readonly data: { readonly box: Box }
}
