import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { iptablesVersion, kernelVersion } from './can-run.ts'
import type { Totals } from './report.ts'

const file = 'docs/how-we-know.json'

/** What the page and the README may say of this test; written by the test, never by hand. */
interface HowWeKnow {
  readonly kernel: {
    readonly flows: number
    readonly shapes: number
    readonly backends: readonly string[]
    /** Versions. */
    readonly kernel: string
    readonly iptables: string
  }
}

export function writeCounts(root: string, { flows, shapes }: Totals, backends: readonly string[]): void {
  const known: HowWeKnow = {
    kernel: {
      flows,
      shapes: shapes.length,
      backends,
      kernel: kernelVersion(),
      iptables: iptablesVersion(),
    },
  }
  // Short lists on one line, as the project's formatter has them.
  const text = JSON.stringify({ ...read(root), ...known }, null, 2).replace(/\[[^\]]*\]/g, (list) => {
    return list.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']')
  })
  writeFileSync(join(root, file), `${text}\n`)
}

/** Undefined when the file still tells the truth; versions of kernel and tools may differ from machine to machine. */
export function staleCounts(root: string, { flows, shapes }: Totals): string | undefined {
  const known = read(root)?.kernel
  if (known?.flows === flows && known.shapes === shapes.length) return undefined
  const said = known ? `${known.flows} flows, ${known.shapes} shapes` : 'nothing'
  return `${file} says ${said}; "npm run test:kernel -- --write" brings it up to date`
}

function read(root: string): HowWeKnow | undefined {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')) as HowWeKnow
  } catch {
    return undefined
  }
}
