import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { applyEdits } from './edit.ts'
import { editLab } from './edit-lab.ts'
import { changed, type PathChange, valueAt } from './json-path.ts'
import { newValue, pathsOf, writtenLab } from './lab-text.arbitrary.ts'
import type { Json, JsonObject } from './manifest.ts'
import { parseManifest } from './parse.ts'

const runs = { numRuns: process.env.PACKETWALK_FULL === '1' ? 2000 : 200 }

const edited = (text: string, change: PathChange) => {
  const edits = editLab(parseManifest(text), change)
  return { edits, after: applyEdits(text, edits) }
}

const specOf = (text: string): Json => parseManifest(text).labObject?.value.spec ?? {}

const comments = (text: string) => text.match(/# note \d+/g) ?? []

/** The change a test makes: a value somewhere, at a new key, at a list's end or inside it, or something gone. */
function changeOf(spec: JsonObject, pick: number, kind: number, value: Json): PathChange {
  const paths = pathsOf(spec)
  const path = paths[pick % paths.length] ?? []
  const parent = path.slice(0, -1)
  const list = valueAt(spec, parent)
  if (kind === 0) return { type: 'set', path, value }
  if (kind === 1) return { type: 'remove', path }
  if (Array.isArray(list))
    return kind === 2 ? { type: 'insert', path, value } : { type: 'set', path: [...parent, list.length], value }
  return { type: 'set', path: [...parent, kind === 2 ? 'new' : 'deep', ...(kind === 2 ? [] : [0, 'er'])], value }
}

describe('an edit of the Lab', () => {
  it('comes to what was wanted, in every style, and leaves the rest of the text byte for byte', () => {
    fc.assert(
      fc.property(writtenLab, fc.nat(), fc.nat(3), newValue, ({ spec, text }, pick, kind, value) => {
        expect(specOf(text)).toEqual(spec)
        const change = changeOf(spec, pick, kind, value)
        const { edits, after } = edited(text, change)
        expect(edits).toHaveLength(1)
        expect(specOf(after)).toEqual(changed(spec, change))
        const { range, insert } = edits[0] ?? { range: { start: 0, end: 0 }, insert: '' }
        expect(after).toBe(text.slice(0, range.start) + insert + text.slice(range.end))
        // The other documents are untouched, and their objects too.
        expect(after.startsWith(text.slice(0, text.indexOf('kind: Lab')))).toBe(true)
        expect(parseManifest(after).objects.map((object) => object.value)).toEqual(
          parseManifest(text).objects.map((object) => object.value),
        )
      }),
      runs,
    )
  }, 300_000)

  it('keeps every comment when it sets, adds or inserts a value where there was a plain one or none', () => {
    fc.assert(
      fc.property(writtenLab, fc.nat(), fc.constantFrom(0, 2, 3), newValue, ({ spec, text }, pick, kind, value) => {
        const change = changeOf(spec, pick, kind, value)
        const old = valueAt(spec, change.path)
        if (change.type === 'set' && typeof old === 'object') return
        const { after } = edited(text, change)
        expect(comments(after)).toEqual(comments(text))
      }),
      runs,
    )
  }, 300_000)

  it('can be taken back by the edit that sets the old value again', () => {
    fc.assert(
      fc.property(writtenLab, fc.nat(), newValue, ({ spec, text }, pick, value) => {
        const change = changeOf(spec, pick, 0, value)
        const old = valueAt(spec, change.path) as Json
        const { after } = edited(text, change)
        const back = edited(after, { type: 'set', path: change.path, value: old }).after
        expect(specOf(back)).toEqual(spec)
      }),
      runs,
    )
  }, 300_000)
})

const lab = `apiVersion: packetwalk/v1
kind: Lab
spec:
  # who calls
  hosts:
  - { name: client, addresses: [203.0.113.10/24] }   # the first is the default
  router:
    rpFilter: 0
    routes:          # in this order
    - to: 80.11.12.10/32
      via: node2     # by hand
  request: { from: client, to: "node2:30080" }
`

test('a route is added below the others, in their style', () => {
  const route = { to: '10.96.0.0/12', via: ['node1', 'node2'] }
  expect(edited(lab, { type: 'set', path: ['router', 'routes', 1], value: route }).after).toBe(
    lab.replace(
      '      via: node2     # by hand\n',
      '      via: node2     # by hand\n    - { to: 10.96.0.0/12, via: [node1, node2] }\n',
    ),
  )
})

test('a field is set where it stands', () => {
  expect(edited(lab, { type: 'set', path: ['router', 'routes', 0, 'via'], value: 'node1' }).after).toBe(
    lab.replace('via: node2 ', 'via: node1 '),
  )
  expect(edited(lab, { type: 'set', path: ['request', 'to'], value: 'node1:30080' }).after).toBe(
    lab.replace('"node2:30080"', 'node1:30080'),
  )
})

test('the last route takes its list along, and the router stays', () => {
  expect(edited(lab, { type: 'remove', path: ['router', 'routes', 0] }).after).toBe(
    lab.replace('    routes:          # in this order\n    - to: 80.11.12.10/32\n      via: node2     # by hand\n', ''),
  )
})

test('a new section stands at the end of the spec', () => {
  expect(edited(lab, { type: 'set', path: ['loadBalancer', 'targets'], value: 'pods' }).after).toBe(
    `${lab}  loadBalancer: { targets: pods }\n`,
  )
})

test('a text without a Lab gets one at its end, a text without a spec gets a spec', () => {
  const change: PathChange = { type: 'set', path: ['router', 'routes', 0], value: { to: '80.11.12.10/32' } }
  expect(edited('kind: X', change).after).toBe(
    'kind: X\n---\napiVersion: packetwalk/v1\nkind: Lab\nspec:\n  router: { routes: [{ to: 80.11.12.10/32 }] }\n',
  )
  const bare = 'apiVersion: packetwalk/v1\nkind: Lab\n'
  expect(specOf(edited(bare, change).after)).toEqual({ router: { routes: [{ to: '80.11.12.10/32' }] } })
  const empty = `${bare}spec: # nothing yet\n`
  expect(edited(empty, change).after).toBe(
    `${bare}spec: { router: { routes: [{ to: 80.11.12.10/32 }] } } # nothing yet\n`,
  )
})

test('what is not there cannot be removed', () => {
  expect(edited(lab, { type: 'remove', path: ['dns', 'records', 0] }).edits).toEqual([])
  expect(edited('', { type: 'remove', path: ['dns'] }).edits).toEqual([])
})

test('texts that are shared by an alias, tabs and half a document come to the right value or to no edit', () => {
  for (const text of [
    'apiVersion: packetwalk/v1\nkind: Lab\nspec:\n  a: &x { b: 1 }\n  router: *x\n',
    'apiVersion: packetwalk/v1\nkind: Lab\nspec: { router: { rpFilter: 0',
    'apiVersion: packetwalk/v1\nkind: Lab\nspec: !!map { router: ~ }\n',
    'apiVersion: packetwalk/v1\nkind: Lab\nspec: [1, 2]\n',
  ]) {
    const change: PathChange = { type: 'set', path: ['router', 'rpFilter'], value: 1 }
    const { edits, after } = edited(text, change)
    if (edits.length > 0) expect(valueAt(specOf(after), ['router', 'rpFilter'])).toBe(1)
  }
})
