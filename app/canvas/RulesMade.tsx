import { useDeferredValue, useMemo } from 'react'
import { useWalk, useWords } from '../derived.ts'
import { rulesPerNode } from '../selection.ts'
import { useApp } from '../store.ts'

/** How many of this node's rules the selected field or Pod made; counted when the picture of a new text is there. */
export default function RulesMade({ node }: { readonly node: string }) {
  const { t } = useWords()
  const walk = useDeferredValue(useWalk())
  const selection = useApp((state) => state.selection)
  const count = useMemo(() => rulesPerNode(walk, selection).get(node), [walk, selection, node])
  return count === undefined ? null : <span className="cv-rule-count">{t('rule.onNode', { n: count })}</span>
}
