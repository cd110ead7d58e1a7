import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { run } from './packetwalk.ts'

/** Service objects and what the API server says to them: kubernetes' own test tables, and creates written beside them. */
const path = fileURLToPath(new URL('../../shared/corpus/service-validation.json', import.meta.url))

interface Case {
  readonly id: string
  readonly op: 'create' | 'create-e2e' | 'update'
  readonly service: { readonly metadata: { readonly name?: string } }
  readonly api: {
    readonly skipped?: string
    readonly valid?: boolean
    readonly errors?: readonly string[]
    readonly kubectl?: string
  }
}

const cases: readonly Case[] = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []
const created = cases.filter(({ op, api }) => op !== 'update' && !api.skipped)
const folder = mkdtempSync(join(tmpdir(), 'packetwalk-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe.skipIf(cases.length === 0)('what the API server says to each upstream case', () => {
  test.each(created)('$id', ({ service, api }) => {
    const file = join(folder, 'svc.yaml')
    writeFileSync(file, JSON.stringify(service))
    const report = JSON.parse(run(['check', file, '--format', 'json']).stdout)
    const found: { readonly severity: string; readonly stage: string; readonly message: string }[] = report.diagnostics
    const errors = found.filter(({ severity }) => severity === 'error')
    expect(errors.map(({ message }) => picked(message))).toEqual((api.errors ?? []).map(picked))
    if (errors.length > 0) expect(errors[0]?.stage).toBe(stageOf(api))
    const { stdout } = run(['check', file])
    const said = stdout
      .replace(/^Warning: .*\n/gm, '')
      .replaceAll(file, 'svc.yaml')
      .trimEnd()
    expect(picked(said)).toBe(picked(api.kubectl ?? `service/${service.metadata.name} created`))
  })

  test('all cases were run or counted', () => {
    const updates = cases.filter(({ op }) => op === 'update').length
    const skipped = cases.filter(({ api }) => api?.skipped).length
    console.info(`${created.length} creates run, ${skipped} not for an API server, ${updates} updates not modelled`)
    expect([created.length, skipped, updates, cases.length]).toEqual([182, 1, 57, 240])
  })
})

function stageOf(api: Case['api']): string | undefined {
  return (api as { readonly stage?: string }).stage
}

/** Node ports that nobody asked for are picked at random in a cluster. */
function picked(text: string): string {
  return text.replace(/nodePort: Duplicate value: \d+/g, 'nodePort: Duplicate value: <allocated>')
}
