import type { Cluster } from '../cluster/cluster.ts'
import type { Diagnostic } from '../manifest/diagnostic.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { formatPath, positionOf } from '../manifest/position.ts'
import { ruleEditProblems } from '../proxy/node-document.ts'

type Says = Diagnostic['says']

/** What the Lab asks of nodes and rules that are not there. */
export function labProblems(manifest: Manifest, cluster: Cluster): readonly Diagnostic[] {
  const { labObject, lab } = manifest
  if (!labObject) return []
  const nodes = new Set(cluster.nodes.map(({ name }) => name))
  const note = (path: readonly (string | number)[], says: Says): Diagnostic => {
    return { severity: 'warning', stage: 'lab', path: formatPath(path), range: positionOf(labObject, path), says }
  }
  const unknown = (path: readonly (string | number)[], name: string | undefined): readonly Diagnostic[] =>
    name === undefined || nodes.has(name) ? [] : [note(path, { code: 'node-unknown', values: { name } })]
  const { rules, faults, whatIf } = lab
  const names = [
    ...rules.flatMap((rule, index) => unknown(['spec', 'rules', index, 'node'], rule.node)),
    ...faults.flatMap((fault, index) => unknown(['spec', 'faults', index, 'node'], fault.node)),
    ...unknown(['spec', 'whatIf', 'defaultVia'], whatIf.defaultVia),
  ]
  return [...names, ...editProblems(cluster).map(({ edit, field, says }) => note(['spec', 'rules', edit, field], says))]
}

/** An edit for every node fails only when no node takes it. */
function editProblems(cluster: Cluster) {
  const problems = cluster.nodes.flatMap(({ name }) => ruleEditProblems(cluster, name))
  return cluster.lab.rules.flatMap((edit, index) => {
    const own = problems.filter((problem) => problem.edit === index)
    const [first] = own
    if (!first || (edit.node === undefined && own.length < cluster.nodes.length)) return []
    const field = (['delete', 'insert', 'append'] as const).find((kind) => edit[kind] !== undefined) ?? 'policy'
    return [{ edit: index, field, says: saysOf(first, edit.table) }]
  })
}

function saysOf({ because, node, chain, message }: ReturnType<typeof ruleEditProblems>[number], table: string): Says {
  switch (because) {
    case 'no-such-rule':
      return { code: 'lab-rule-not-found', values: { node, table } }
    case 'no-such-chain':
      return { code: 'lab-chain-unknown', values: { node, table, chain } }
    case 'refused':
      return { literal: message ?? '' }
    default:
      because satisfies never
      return { literal: '' }
  }
}
