import { useState } from 'react'
import { printRuleset, type Ruleset } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { Sentence } from '../ui/Sentence.tsx'

/** Everything a node holds, as iptables-save prints it. */
export function RawRules({ host, ruleset }: { readonly host: string; readonly ruleset: Ruleset }) {
  const { t, parts } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <details className="raw" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Sentence parts={parts('rawRules', { name: host })} />
      </summary>
      {open ? <RawText text={printRuleset(ruleset)} copy={t('copy')} /> : null}
    </details>
  )
}

function RawText({ text, copy }: { readonly text: string; readonly copy: string }) {
  return (
    <>
      <button
        type="button"
        className="quiet"
        onClick={() => void navigator.clipboard?.writeText(text).catch(() => undefined)}
      >
        {copy}
      </button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard */}
      <pre tabIndex={0} translate="no">
        {text}
      </pre>
    </>
  )
}
