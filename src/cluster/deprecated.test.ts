import { expect, it } from 'vitest'
import { parseManifest } from '../manifest/parse.ts'
import { deprecationsOf } from './deprecated.ts'

const whats = (text: string) =>
  parseManifest(text)
    .objects.flatMap(deprecationsOf)
    .map(({ what }) => what)
const service = (spec: string) => `apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: ${spec}\n`

it.each([
  [service('{ externalIPs: [80.11.12.10], ports: [{ port: 80 }] }'), ['spec.externalIPs']],
  [service('{ externalIPs: [], ports: [{ port: 80 }] }'), []],
  [service('{ externalIPs: 80.11.12.10 }'), []],
  [service('{ type: ExternalName, externalName: a.example, externalIPs: [80.11.12.10] }'), []],
  ['apiVersion: v1\nkind: Endpoints\nmetadata: { name: web }\n', ['v1 Endpoints']],
  ['apiVersion: v1\nkind: Pod\nmetadata: { name: web }\n', []],
])('%s', (text, expected) => {
  expect(whats(text)).toEqual(expected)
})
