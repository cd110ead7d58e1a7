import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { run } from './packetwalk.ts'

const folder = mkdtempSync(join(tmpdir(), 'packetwalk-'))
afterAll(() => rmSync(folder, { recursive: true }))

function said(text: string): string {
  const file = join(folder, 'f.yaml')
  writeFileSync(file, text)
  const { code, stdout } = run(['check', file])
  expect(code).toBe(1)
  return stdout.replaceAll(file, 'f.yaml').trimEnd()
}

const service = 'metadata: { name: ok }\nspec: { ports: [{ port: 80 }] }\n'

describe('what kubectl refuses before it asks a server', () => {
  test.each([
    ['apiVersion: v1\n', 'kind not set'],
    ['kind: Service\n', 'apiVersion not set'],
    ['apiVersion: v1\nkind: 5\n', "kind isn't string type"],
    ['apiVersion: 1\nkind: Service\n', "apiVersion isn't string type"],
    ['apiVersion: a/b/c\nkind: Service\n', 'unexpected GroupVersion string: a/b/c'],
  ])('%j', (head, reason) => {
    expect(said(head + service)).toBe(
      `error: error validating "f.yaml": error validating data: ${reason}; if you choose to ignore these errors, turn validation off with --validate=false`,
    )
  })

  test.each(['hello\n', '- a\n- b\n'])('a document that is no object: %j', (text) => {
    expect(said(text)).toContain('error validating data: invalid object to validate; if you choose')
  })

  test.each([
    ['apiVersion: v1\nkind: Servce\n', 'no matches for kind "Servce" in version "v1"'],
    ['apiVersion: v2\nkind: Service\n', 'no matches for kind "Service" in version "v2"'],
    ['apiVersion: apps/v1\nkind: Service\n', 'no matches for kind "Service" in version "apps/v1"'],
  ])('a kind that no server has: %j', (head, reason) => {
    expect(said(head + service)).toBe(
      `error: resource mapping not found for name: "ok" namespace: "" from "f.yaml": ${reason}\nensure CRDs are installed first`,
    )
  })
})

test('several objects refused get a line each, one refused among others its own form', () => {
  const named = (name: string, ports: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { ports: [${ports}] }\n---\n`
  const range = 'must be between 1 and 65535, inclusive'
  expect(said(named('one', '{ port: 0, targetPort: 1 }') + named('two', '{ port: 0, targetPort: 70000 }'))).toBe(
    [
      `Error from server (Invalid): error when creating "f.yaml": Service "one" is invalid: spec.ports[0].port: Invalid value: 0: ${range}`,
      `Error from server (Invalid): error when creating "f.yaml": Service "two" is invalid: [spec.ports[0].port: Invalid value: 0: ${range}, spec.ports[0].targetPort: Invalid value: 70000: ${range}]`,
    ].join('\n'),
  )
  expect(said(named('one', '{ port: 80 }') + named('two', '{ port: 0, targetPort: 1 }'))).toBe(
    `service/one created\nThe Service "two" is invalid: spec.ports[0].port: Invalid value: 0: ${range}`,
  )
})
