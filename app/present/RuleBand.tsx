import { useFrame, useWalk } from '../derived.ts'
import { RuleText } from '../ui/RuleText.tsx'

/** The rule of the step, large; nothing where no rule is at work. */
export default function RuleBand() {
  const { rulesets } = useWalk()
  const frame = useFrame()
  const line = frame?.stack.at(-1)
  const rule =
    frame &&
    line &&
    rulesets[frame.place.host]?.tables
      .find((table) => table.name === line.table)
      ?.chains.find((chain) => chain.name === line.chain)?.rules[line.rule - 1]
  if (!line || !rule) return <div className="rule-band empty-band" />
  return (
    <div className="rule-band">
      <p translate="no">
        <b>{line.chain}</b> #{line.rule}
      </p>
      <RuleText rule={rule} />
    </div>
  )
}
