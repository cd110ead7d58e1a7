import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Backend } from './case.ts'
import type { Counted } from './counters.ts'
import type { Observed } from './kernel-journey.ts'
import type { Script } from './script.ts'

/** What `lab/run.py` prints. */
export interface LabResult {
  readonly results: readonly Observed[]
  readonly counted: readonly Counted[]
  readonly events: Readonly<Record<string, number>>
}

const limitInSeconds = 180

/** Namespaces of its own for network, mounts and processes; whoever kills the parent takes all of it along. */
const inside = 'setpriv --pdeathsig KILL unshare --net --mount --pid --fork --kill-child --mount-proc python3 -B'.split(
  ' ',
)

/** Runs one script in the kernel. Rejects with the words of the program that failed. */
export function runLab(root: string, { plan, steps }: Script, backend: Backend): Promise<LabResult> {
  const [command, ...args] = inside
  const child = spawn(command as string, [...args, join(root, 'e2e/kernel/lab/run.py')], {
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: limitInSeconds * 1000,
    killSignal: 'SIGKILL',
  })
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end(JSON.stringify({ backend, ...plan, steps }))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) return resolve(JSON.parse(output) as LabResult)
      reject(new Error(errors.trim().split('\n').slice(-12).join('\n') || `lab/run.py ended with ${code}`))
    })
  })
}
