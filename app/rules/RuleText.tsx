import { Address } from '../ui/Address.tsx'

/** A rule as iptables-save prints it, without its `-A CHAIN`; addresses wear their owner's tint, comments step back. */
export function RuleText({ text }: { readonly text: string }) {
  const body = text.replace(/^-A \S+ ?/, '')
  return (
    <code className="rule-text" translate="no" lang="en">
      {tokens(body).map(({ kind, at, word }) => (
        <Token key={at} kind={kind} word={word} />
      ))}
    </code>
  )
}

type Kind = 'comment' | 'target' | 'address' | 'text'

function Token({ kind, word }: { readonly kind: Kind; readonly word: string }) {
  if (kind === 'text') return word
  if (kind === 'comment') return <span className="comment">{word}</span>
  if (kind === 'target') return <b>{word}</b>
  const [, address = word, length = ''] = /^(.+?)(\/\d+)?$/.exec(word) ?? []
  return (
    <>
      <Address socket={address} bare />
      {length}
    </>
  )
}

/** Cuts a rule into its comment, its target, its addresses and the rest. */
function tokens(body: string): readonly { readonly kind: Kind; readonly at: number; readonly word: string }[] {
  const pattern = /-m comment --comment (?:"(?:[^"\\]|\\.)*"|\S+)|-[jg] \S+|\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+|\/\d+)?/g
  const found: { kind: Kind; at: number; word: string }[] = []
  let end = 0
  for (const match of body.matchAll(pattern)) {
    if (match.index > end) found.push({ kind: 'text', at: end, word: body.slice(end, match.index) })
    const word = match[0]
    found.push({
      kind: word.startsWith('-m') ? 'comment' : word.startsWith('-') ? 'target' : 'address',
      at: match.index,
      word,
    })
    end = match.index + word.length
  }
  if (end < body.length) found.push({ kind: 'text', at: end, word: body.slice(end) })
  return found
}
