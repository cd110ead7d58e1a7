/** What a command prints and how it exits. */
export interface Result {
  readonly code: 0 | 1 | 2
  readonly stdout: string
  readonly stderr: string
}
