import { writeFileSync } from 'node:fs'
import { backendHindrance, type Hindrance, hindrance } from './can-run.ts'
import type { Backend, KernelCase } from './case.ts'
import { cases } from './cases/index.ts'
import { staleCounts, writeCounts } from './known-counts.ts'
import { type Options, readOptions } from './options.ts'
import { inParallel } from './pool.ts'
import { allShapes, randomCase } from './random/case.ts'
import { writeRecorded } from './recorded.ts'
import { failureLines, shapeLines, totalsOf } from './report.ts'
import { type CaseResult, runCase } from './run-case.ts'

/** `npm run test:kernel`. Returns the exit code. */
export async function main(root: string, args: readonly string[]): Promise<number> {
  const options = readOptions(args)
  if (typeof options === 'string') {
    console.error(options)
    return 2
  }
  const general = hindrance()
  if (general) return notRun(options, options.backends, general)
  const able: Backend[] = []
  let lacking: Hindrance | undefined
  for (const backend of options.backends) {
    const found = backendHindrance(backend)
    if (found) console.log(`kernel: backend ${backend} skipped: ${found.why}`)
    else able.push(backend)
    lacking ??= found
  }
  if (lacking && (able.length === 0 || mustRun(lacking))) {
    return notRun(options, options.backends, { ...lacking, excused: false })
  }
  return compareAll(root, options, able)
}

/** Where the machine could run it, a continuous integration that did not run it has failed. */
function mustRun({ excused }: Hindrance): boolean {
  return process.env.CI !== undefined && !excused
}

function notRun(options: Options, backends: readonly Backend[], reason: Hindrance): number {
  console.log(`kernel: not run, ${cases.length * backends.length} cases skipped: ${reason.why}`)
  const failed = mustRun(reason) ? 1 : 0
  report(options, { passed: 0, failed, skipped: cases.length * backends.length })
  return failed
}

async function compareAll(root: string, options: Options, backends: readonly Backend[]): Promise<number> {
  if (options.random > 0) return compareRandom(root, options, backends)
  const chosen = cases.filter(({ shape, name }) => `${shape}: ${name}`.includes(options.only))
  const all = backends.flatMap((backend) => chosen.map((test) => ({ test, backend })))
  const results = await runAll(root, all, options)
  if (options.verbose) for (const result of results) printAll(result)
  for (const line of shapeLines(results)) console.log(line)
  for (const result of results) for (const line of failureLines(result)) console.log(line)
  const totals = totalsOf(results)
  let { failed } = totals
  if (options.write) {
    writeCounts(root, totals, backends)
    writeRecorded(root, results)
  }
  const stale = options.only === '' ? staleCounts(root, totals) : undefined
  if (stale) {
    console.log(stale)
    failed++
  }
  report(options, {
    passed: totals.passed,
    failed,
    skipped: (options.backends.length - backends.length) * cases.length,
  })
  const { flows, shapes } = totals
  console.log(`kernel: ${flows} flows, ${shapes.length} shapes, backends ${backends.join(' ')}, ${failed} differences`)
  return failed === 0 ? 0 : 1
}

/** Random clusters: what differs is shown with its text and the command that repeats it. */
async function compareRandom(root: string, options: Options, backends: readonly Backend[]): Promise<number> {
  const drawn = Array.from({ length: options.random }, (_, i) => ({
    seed: options.seed + i,
    ...randomCase(options.seed + i),
  }))
  const all = backends.flatMap((backend) => drawn.map(({ test }) => ({ test, backend })))
  const results = await runAll(root, all, options)
  for (const result of results) {
    const lines = failureLines(result)
    if (lines.length === 0) continue
    const seed = drawn.find(({ test }) => test === result.test)?.seed
    console.log(`\n${result.test.text}\n\nnpm run test:kernel -- --random 1 --seed ${seed} --backend ${result.backend}`)
    for (const line of lines) console.log(line)
  }
  const { flows, passed, failed } = totalsOf(results)
  const met = new Set(drawn.flatMap(({ shapes }) => shapes))
  const never = options.random >= enoughForAll ? allShapes.filter((shape) => !met.has(shape)) : []
  for (const shape of never) console.log(`never drawn: ${shape}`)
  report(options, { passed, failed: failed + never.length, skipped: 0 })
  const counted = `${flows} flows in ${drawn.length} random clusters, ${met.size} of ${allShapes.length} shapes`
  console.log(`kernel: ${counted}, backends ${backends.join(' ')}, ${failed} differences`)
  return failed + never.length === 0 ? 0 : 1
}

/** So many random clusters must have met every shape. */
const enoughForAll = 200

/**
 * A case that differs is measured again, with the machine to itself: deadlines are short, and a busy machine misses some.
 * Only what differs every time is a difference.
 */
async function runAll(
  root: string,
  all: readonly { readonly test: KernelCase; readonly backend: Backend }[],
  { jobs, verbose }: Options,
): Promise<readonly CaseResult[]> {
  const first = await inParallel(all, jobs, ({ test, backend }) => runCase(root, test, backend))
  const results: CaseResult[] = []
  for (const result of first) {
    let again = result
    for (let tries = 0; tries < 2 && failureLines(again).length > 0; tries++) {
      if (verbose) for (const line of failureLines(again)) console.log(line)
      again = await runCase(root, result.test, result.backend)
    }
    if (again !== result && failureLines(again).length === 0) {
      console.log(`again, alone: ${result.test.shape}: ${result.test.name} (${result.backend}) agrees`)
    }
    results.push(again)
  }
  return results
}

function printAll({ test, backend, flows }: CaseResult): void {
  console.log(`\n${test.shape}: ${test.name} (${backend})`)
  for (const { title, kernel } of flows) console.log(title, JSON.stringify(kernel, null, 2))
}

function report(
  options: Options,
  counts: { readonly passed: number; readonly failed: number; readonly skipped: number },
) {
  if (options.report) writeFileSync(options.report, JSON.stringify(counts))
}
