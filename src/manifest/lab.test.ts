import { describe, expect, it, test } from 'vitest'
import { parseDuration } from './duration.ts'
import { parseManifest } from './parse.ts'

function lab(spec: string) {
  const { lab: read, diagnostics } = parseManifest(`apiVersion: packetwalk/v1\nkind: Lab\nspec: ${spec}\n`)
  return { read, told: diagnostics.map(({ path, says, fixes }) => ({ path, says, fix: fixes?.[0]?.values.to })) }
}

describe('a Lab document', () => {
  it.each([
    ['{ rules: [{ nod: node1, append: "-A FORWARD -j DROP" }] }', 'spec.rules[0].nod', 'node'],
    ['{ faults: [{ type: KubeProxyStopped, node: node1, stge: 0 }] }', 'spec.faults[0].stge', 'stage'],
    ['{ before: [{ object: "" }] }', 'spec.before[0].object', 'objects'],
    ['{ before: [{ send: { frm: client } }] }', 'spec.before[0].send.frm', 'from'],
    ['{ whatIf: { masqerade: false } }', 'spec.whatIf.masqerade', 'masquerade'],
    ['{ nodes: { node1: { hairpn: true } } }', 'spec.nodes.node1.hairpn', 'hairpin'],
    ['{ router: { route: [] } }', 'spec.router.route', 'routes'],
  ])('%s: names the field that was meant', (spec, path, meant) => {
    expect(lab(spec).told).toMatchObject([{ path, says: { code: 'field-unknown' }, fix: meant }])
  })

  it.each([
    ['{ rules: [{ node: node1 }] }', 'spec.rules[0]', 'lab-one-of'],
    ['{ rules: [{ append: "-A INPUT -j DROP", delete: "-A INPUT -j DROP" }] }', 'spec.rules[0]', 'lab-one-of'],
    ['{ faults: [{ type: KubeProxyStopped }] }', 'spec.faults[0]', 'field-missing'],
    ['{ faults: [{ type: NodeOnFire, node: node1 }] }', 'spec.faults[0].type', 'value-unsupported'],
    ['{ before: [{ wait: soon }] }', 'spec.before[0].wait', 'field-type'],
    ['{ whatIf: { rpFilter: 3 } }', 'spec.whatIf.rpFilter', 'value-unsupported'],
  ])('%s: is told what is wrong', (spec, path, code) => {
    expect(lab(spec).told[0]).toMatchObject({ path, says: { code } })
  })

  it('takes a bare off for the word, not for false', () => {
    expect(lab('{ egressMasquerade: off }')).toMatchObject({ read: { egressMasquerade: 'off' }, told: [] })
    expect(lab('{ whatIf: { egressMasquerade: off } }').read.egressMasquerade).toBe('off')
  })

  it('has its what-ifs over everything else', () => {
    const { read } = lab('{ router: { rpFilter: 0 }, whatIf: { rpFilter: 1 } }')
    expect(read.router.rpFilter).toBe(1)
  })
})

test.each([
  ['10s', 10],
  ['1h30m', 5400],
  ['500ms', 0.5],
  ['7', 7],
  ['soon', undefined],
  ['10 s', undefined],
])('the duration %s', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds)
})
