import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Journey } from './journey.ts'
import type { CaseResult } from './run-case.ts'

/** A kernel run that is kept, so that the comparison itself can be tested without a kernel. */
export const recordedCase = { shape: 'NodePort', name: 'one endpoint on node1' }

export const recordedFile = 'e2e/kernel/goldens/node-port.json'

/** By backend, what the kernel did with each request of the case. */
export type Recorded = Readonly<Record<string, readonly Journey[]>>

export function writeRecorded(root: string, results: readonly CaseResult[]): void {
  const runs = results.filter(({ test }) => test.shape === recordedCase.shape && test.name === recordedCase.name)
  const recorded: Recorded = Object.fromEntries(
    runs.map(({ backend, flows }) => [backend, flows.map((flow) => flow.kernel)]),
  )
  writeFileSync(join(root, recordedFile), `${JSON.stringify(recorded, null, 1)}\n`)
}
