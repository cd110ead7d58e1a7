import type { Backend, KernelCase } from './case.ts'
import { compareJourneys, type Difference } from './compare.ts'
import { compareCounters } from './counters.ts'
import type { Journey } from './journey.ts'
import { kernelJourney, type Observed } from './kernel-journey.ts'
import { runLab } from './lab-run.ts'
import { modelJourney } from './model-journey.ts'
import { scriptOf } from './script.ts'

/** One request in one backend, told by both. */
export interface FlowResult {
  readonly title: string
  readonly model: Journey
  readonly kernel: Journey
  readonly differences: readonly Difference[]
}

export interface CaseResult {
  readonly test: KernelCase
  readonly backend: Backend
  readonly flows: readonly FlowResult[]
  /** What is wrong with the whole case: it could not run, or the tracing is not to be trusted. */
  readonly faults: readonly string[]
}

/** Runs one case in the model and in the kernel. Never rejects: what goes wrong is a fault of the case. */
export async function runCase(root: string, test: KernelCase, backend: Backend): Promise<CaseResult> {
  try {
    const script = scriptOf(test)
    const { results, counted, events } = await runLab(root, script, backend)
    let before: Observed['conntrack'] = {}
    const flows = script.traced.map((traced, index): FlowResult => {
      const observed = results[index] as Observed
      const model = modelJourney(traced.trace, backend, traced.known, test.keep ? traced.before : {})
      const kernel = kernelJourney(observed, script.names, traced.known, test.keep ? before : {})
      before = observed.conntrack
      const differences = [...compareJourneys(model, kernel)]
      const { expect } = traced.step
      if (expect !== undefined && kernel.outcome !== expect) {
        differences.push({ what: 'what the case is there to show', lines: [{ model: expect, kernel: kernel.outcome }] })
      }
      return { title: traced.title, model, kernel, differences }
    })
    return { test, backend, flows, faults: compareCounters(counted, events) }
  } catch (error) {
    return { test, backend, flows: [], faults: [error instanceof Error ? error.message : String(error)] }
  }
}
