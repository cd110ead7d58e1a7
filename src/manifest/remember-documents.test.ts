import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseManifest } from './parse.ts'
import { rememberDocuments } from './remember-documents.ts'

const documents = [
  'kind: Service\napiVersion: v1\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }] }\n',
  'kind: Pod\napiVersion: v1\nmetadata:\n  name: a\n  labels: &l\n    app: web\nspec: {}\n',
  'kind: Pod\napiVersion: v1\nmetadata: { name: b, name: c }\n',
  'kind: [unclosed\n',
  'kind: Pot\n',
  '',
]
const texts = fc
  .array(fc.tuple(fc.constantFrom(...documents), fc.constantFrom('', ' ', '# a comment\n', '__proto__: {}\n')), {
    maxLength: 6,
  })
  .map((parts) => parts.map(([document, before]) => before + document).join('---\n'))

test('whatever was read before, a text comes to what a fresh reader makes of it', () => {
  const read = rememberDocuments()
  fc.assert(
    fc.property(texts, (text) => {
      expect(parseManifest(text, read)).toEqual(parseManifest(text))
    }),
    { numRuns: 500 },
  )
})

test('a document that only moved is not read again', () => {
  const read = rememberDocuments()
  const [service = '', pod = ''] = documents
  const before = parseManifest(`${service}---\n${pod}`, read)
  const after = parseManifest(`# more\n${service}---\n${pod}`, read)
  expect(after.objects[1]?.value).toBe(before.objects[1]?.value)
  expect(after.objects[1]?.position.value.start).toBe((before.objects[1]?.position.value.start ?? 0) + 7)
})
