import type { LabRequest } from '../../src/manifest/manifest.ts'
import type { Outcome } from '../../src/trace/trace.ts'

/** One cluster and what is asked of it, in order. */
export interface KernelCase {
  /** Which kind of path this is: cases of one shape are counted together. */
  readonly shape: string
  readonly name: string
  /** Kubernetes objects and a Lab document, as a person would paste them. */
  readonly text: string
  /** What is remembered (connections, `recent` lists) stays from one request to the next; otherwise each starts afresh. */
  readonly keep?: true
  /** Rules whose line matches are left out on every node. */
  readonly without?: RegExp
  readonly steps: readonly Step[]
}

export type Step =
  /** A request; `expect` is what the case is there to show, for the model and the kernel alike. */
  | { readonly send: LabRequest; readonly expect?: Outcome }
  /** The rules of another text from now on, same hosts: what a kube-proxy does after a change. */
  | { readonly rules: string }
  /** Connections to a UDP Service's address are deleted on every node, as kube-proxy does when an endpoint goes. */
  | { readonly forget: string }
  | { readonly waitSeconds: number }

export const backends = ['legacy', 'nft'] as const
export type Backend = (typeof backends)[number]
