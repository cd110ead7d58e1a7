import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { type ApiServiceSpec, apiService } from '../manifest/api-service.ts'
import type { Json, JsonObject } from '../manifest/manifest.ts'
import { parseManifest } from '../manifest/parse.ts'
import { type ValidationGates, validateService } from '../manifest/validate-service.ts'
import { admitServices } from './admit.ts'
import { draftServices } from './services.ts'
import { defaultSettings } from './settings.ts'

/** kubernetes' own tables of Service validation, with what a cluster stores where it accepts. */
const path = fileURLToPath(new URL('../../../shared/corpus/service-validation.json', import.meta.url))

interface Case {
  readonly id: string
  readonly op: 'create' | 'create-e2e' | 'update'
  readonly gates?: ValidationGates
  /** Set where upstream called a part of the validator only. */
  readonly scope?: string
  readonly service: JsonObject
  readonly errors: readonly string[]
  readonly api?: { readonly storedSpec?: JsonObject; readonly allocatedFields?: readonly string[] }
}

const cases: readonly Case[] = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []
const validated = cases.filter(({ op }) => op === 'create')
const stored = cases.filter(({ api }) => api?.storedSpec)

describe.skipIf(cases.length === 0)('upstream tables', () => {
  test.each(validated)('validator: $id', ({ service, gates, scope, errors }) => {
    const found = validateService(apiService(service), gates).map(({ message }) => message)
    const inScope = (message: string) => !scope || /^spec\.(externalTrafficPolicy|healthCheckNodePort)/.test(message)
    expect(found.filter(inScope)).toEqual(errors)
  })

  test.each(stored)('stored: $id', ({ service, api }) => {
    const manifest = parseManifest(JSON.stringify(service))
    const { admitted } = admitServices(manifest, draftServices(manifest), defaultSettings, false)
    expect(written(admitted[0]?.stored.spec as ApiServiceSpec)).toEqual(
      written(apiService({ spec: api?.storedSpec ?? {} }).spec),
    )
    expect([...(admitted[0]?.service.allocated ?? [])].sort()).toEqual([...(api?.allocatedFields ?? [])].sort())
  })

  test('none was lost', () => {
    const written = cases.filter(({ op }) => op === 'create-e2e').length
    const updates = cases.filter(({ op }) => op === 'update').length
    console.info(`${validated.length} validated, ${stored.length} stored, ${updates} updates not modelled`)
    // Those written for the API server alone are judged by the command line's test.
    expect([validated.length, written, updates, cases.length]).toEqual([114, 69, 57, 240])
    expect(stored.length).toBe(63)
  })
})

/** What was picked at random in the cluster is only known to have been picked. */
function written(spec: ApiServiceSpec): Json {
  const picked = (port: number) => (port >= 30086 && port <= 32766 ? 'picked' : port)
  const address = (ip: string) => (/^10\.(9[6-9]|10\d|11[01])\.|<allocated>/.test(ip) ? 'picked' : ip)
  return {
    ...(spec as unknown as JsonObject),
    clusterIP: address(spec.clusterIP),
    clusterIPs: spec.clusterIPs.map(address),
    healthCheckNodePort: picked(spec.healthCheckNodePort),
    ports: spec.ports.map((port) => ({ ...port, nodePort: picked(port.nodePort) })) as unknown as Json,
  }
}
