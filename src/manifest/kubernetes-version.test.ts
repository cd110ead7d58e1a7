import { expect, test } from 'vitest'
import { applyEdits } from './edit.ts'
import { setKubernetesVersion } from './kubernetes-version.ts'
import { parseManifest } from './parse.ts'

function written(text: string, version: 'v1.34' | 'v1.12'): string {
  return applyEdits(text, setKubernetesVersion(parseManifest(text), version))
}

const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\n'
const head = 'apiVersion: packetwalk/v1\nkind: Lab\n'

test.each([
  ['a text without a Lab', service, `${service}---\n${head}spec:\n  kubernetesVersion: v1.12\n`],
  ['an empty text', '', `---\n${head}spec:\n  kubernetesVersion: v1.12\n`],
  ['a Lab without a spec', head, `${head}spec:\n  kubernetesVersion: v1.12\n`],
  ['an empty spec', `${head}spec:\n`, `${head}spec: { kubernetesVersion: v1.12 }\n`],
  ['an empty spec with a comment', `${head}spec: # none\n`, `${head}spec: { kubernetesVersion: v1.12 } # none\n`],
  ['a field without a value', `${head}spec:\n  kubernetesVersion:\n`, `${head}spec:\n  kubernetesVersion: v1.12\n`],
  ['an empty spec in braces', `${head}spec: {}\n`, `${head}spec: { kubernetesVersion: v1.12 }\n`],
  [
    'a spec with fields and comments',
    `${head}spec: # why\n  # first\n  request: { to: node1 } # to\n`,
    `${head}spec: # why\n  # first\n  kubernetesVersion: v1.12\n  request: { to: node1 } # to\n`,
  ],
  [
    'a spec in braces',
    `${head}spec: { systemServices: false }\n`,
    `${head}spec: { systemServices: false, kubernetesVersion: v1.12 }\n`,
  ],
  [
    'another version, with a comment behind it',
    `${head}spec:\n  kubernetesVersion: v1.34 # today\n  systemServices: false\n`,
    `${head}spec:\n  kubernetesVersion: v1.12 # today\n  systemServices: false\n`,
  ],
  [
    'a version that is not known',
    `${head}spec:\n  kubernetesVersion: v1.13\n`,
    `${head}spec:\n  kubernetesVersion: v1.12\n`,
  ],
  [
    'a Lab all in braces',
    '{ apiVersion: packetwalk/v1, kind: Lab }\n',
    '{ apiVersion: packetwalk/v1, kind: Lab, spec: { kubernetesVersion: v1.12 } }\n',
  ],
])('%s', (_, before, after) => {
  expect(written(before, 'v1.12')).toBe(after)
  expect(parseManifest(after).lab.kubernetesVersion).toBe('v1.12')
  const back = written(after, 'v1.34')
  expect(parseManifest(back).lab.kubernetesVersion).toBe('v1.34')
  expect(back).toBe(after.replace('v1.12', 'v1.34'))
})

test('the version that goes without saying is not written', () => {
  for (const text of [service, head, `${head}spec: { systemServices: false }\n`])
    expect(written(text, 'v1.34')).toBe(text)
})

test('of several Labs the one that counts is edited', () => {
  const text = `${head}spec: { systemServices: true }\n---\n${head}spec: { systemServices: false }\n`
  expect(parseManifest(written(text, 'v1.12')).lab).toMatchObject({ kubernetesVersion: 'v1.12', systemServices: false })
})
