import { useWalk, useWords } from '../derived.ts'
import { rulesPerNode } from '../selection.ts'
import { useApp } from '../store.ts'

/** How many of this node's rules the selected field or Pod made. */
export function RuleCount({ node }: { readonly node: string }) {
  const { t } = useWords()
  const walk = useWalk()
  const selection = useApp((state) => state.selection)
  const count = rulesPerNode(walk, selection).get(node)
  return count === undefined ? null : <span className="cv-rule-count">{t('rule.onNode', { n: count })}</span>
}
