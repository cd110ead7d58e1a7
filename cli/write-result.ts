import { writeFileSync } from 'node:fs'
import { UsageError } from './usage-error.ts'

/** Writes what a command would print to the file of its `-o`. */
export function writeResult(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch {
    throw new UsageError('not-written', { file })
  }
}
