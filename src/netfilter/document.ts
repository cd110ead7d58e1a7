import type { Family } from '../net/address.ts'
import type { TableName } from './hook.ts'
import type { Policy } from './ruleset.ts'

/**
 * The text an iptables-restore reads, still as lines: what kube-proxy, the kubelet or a CNI plugin writes.
 * `loadDocument` turns it into the Ruleset that the kernel would then hold.
 */
export interface RestoreDocument {
  readonly family: Family
  readonly tables: readonly RestoreTable[]
}

export interface RestoreTable {
  readonly name: TableName
  readonly chains: readonly RestoreChain[]
  readonly rules: readonly RestoreRule[]
}

export interface RestoreChain {
  readonly name: string
  readonly policy?: Policy
}

export interface RestoreRule {
  /** One whole line, from `-A CHAIN` on, exactly as its writer writes it. */
  readonly text: string
  /** Key of the YAML field it came from. */
  readonly origin?: string
}
