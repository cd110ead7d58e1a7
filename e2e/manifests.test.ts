import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { applyEdits, createWalker, variantsOf } from '../src/index.ts'

const folder = new URL('manifests/', import.meta.url)
const walk = createWalker()

it.each(readdirSync(folder))('%s: one thing the API server refuses, and one press mends it', (file) => {
  const text = readFileSync(new URL(file, folder), 'utf8')
  const before = walk(text)
  const errors = before.diagnostics.filter(({ severity }) => severity === 'error')
  expect(errors).toHaveLength(1)
  const after = walk(applyEdits(before.manifest.text, errors[0]?.fixes?.[0]?.edits ?? []))
  expect(after.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(after.timeline?.frames.length).toBeGreaterThan(3)
  expect(variantsOf(after).some(({ other }) => other.endsWith('Local') || other.endsWith('Cluster'))).toBe(true)
})
