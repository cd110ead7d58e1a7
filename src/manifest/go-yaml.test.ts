import { describe, expect, test } from 'vitest'
import { goYamlError } from './go-yaml.ts'
import { parseManifest } from './parse.ts'

const head = 'apiVersion: v1\nkind: Service\n'

/** What kubectl 1.33 printed for the first four; libyaml's own for the others. */
const refused: readonly (readonly [name: string, document: string, says: string])[] = [
  ['bad indentation', `${head}metadata:\n  name: a\n spec: {}\n`, 'line 4: did not find expected key'],
  ['a tab used to indent', `${head}metadata:\n\tname: a\n`, 'line 4: found character that cannot start any token'],
  ['two colons', `${head}metadata:\n  name: ok: bad\n`, 'line 4: mapping values are not allowed in this context'],
  ['an unclosed brace', `${head}metadata: { name: a\n`, "line 3: did not find expected ',' or '}'"],
  ['an unclosed bracket', 'a:\n  b: [1, 2\nc: 3\n', "line 2: did not find expected ',' or ']'"],
  ['an unclosed quote', `${head}metadata:\n  name: "a\n`, 'line 5: found unexpected end of stream'],
  ['a key without its colon', 'a: 1\nkind\nb: 2\n', "line 3: could not find expected ':'"],
  ['a key among entries', 'a:\n  - b\n  c: d\n', "line 2: did not find expected '-' indicator"],
  [
    'an entry after a value',
    'a:\n  b: c - d\n  e: - f\n',
    'line 3: block sequence entries are not allowed in this context',
  ],
  ['an unknown escape', 'a: 1\nb: "\\q"\n', 'line 2: found unknown escape character'],
  ['a block scalar with a title', 'a: 1\nb: |x\n  c\n', 'line 2: did not find expected comment or line break'],
  ['an alias of nothing', 'a: 1\nb: *c\n', "unknown anchor 'c' referenced"],
  ['a mistake on the first line', 'a: @b\n', 'found character that cannot start any token'],
]

describe('a document that go-yaml refuses', () => {
  test.each(refused)('%s', (_, document, says) => {
    expect(goYamlError(document)).toBe(says)
  })

  test('is told of with the lines of its own document, as kubectl reads a stream', () => {
    const said = (text: string) =>
      parseManifest(text).diagnostics.flatMap(({ says }) => ('literal' in says ? says.literal : says.code))
    const wrong = 'metadata:\n  name: ok: bad\n'
    const words = 'mapping values are not allowed in this context'
    expect(said(wrong)).toEqual([`error converting YAML to JSON: yaml: line 2: ${words}`])
    expect(said(`---\n${wrong}`)).toEqual([`error converting YAML to JSON: yaml: line 3: ${words}`])
    const first = `${head}metadata: { name: a }\nspec: { ports: [{ port: 80 }] }\n`
    expect(said(`${first}---\n${wrong}`)).toEqual([`error converting YAML to JSON: yaml: line 2: ${words}`])
  })
})

test('a document that it takes', () => {
  const document = `%YAML 1.1
---
a:
- b
- c: d
  e: |
    text
     more

  f: >-
    x
g: {h: [1, "2\\n\\x41", {i: j}], k: 'l''m', n}
m: &n !!str o
p: *n
? q
: r
s: a plain
  scalar # commented
...
`
  expect(goYamlError(document)).toBeUndefined()
})
