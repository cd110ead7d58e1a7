import { useState } from 'react'
import { type Rule, type RuleToken, render, ruleTokens } from '../../src/index.ts'
import { useApp } from '../store.ts'
import { Address } from './Address.tsx'
import { Sentence } from './Sentence.tsx'

/**
 * A rule as iptables-save prints it, without its `-A CHAIN`: addresses wear their owner's tint, comments step back, and
 * each piece says in words what it asks or does, under the pointer.
 */
export function RuleText({ rule }: { readonly rule: Rule }) {
  const language = useApp((state) => state.language)
  const [pointed, point] = useState<number>()
  const tokens = ruleTokens(rule)
  const shown = pointed === undefined ? undefined : tokens[pointed]
  return (
    <span className="rule-line" onPointerLeave={() => point(undefined)}>
      <code className="rule-text" translate="no" lang="en">
        {tokens.map((token, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule's pieces never move
          <span key={index} className={`token ${token.kind}`} onPointerEnter={() => point(index)}>
            <TokenText token={token} />{' '}
          </span>
        ))}
      </code>
      {shown ? (
        <span className="bubble" aria-hidden="true">
          <code translate="no">{shown.kind === 'comment' ? '-m comment' : shown.text}</code>
          <span>
            <Sentence parts={render(shown.says, language)} />
          </span>
        </span>
      ) : null}
    </span>
  )
}

/** The same in words, piece by piece, for everybody without a pointer. */
export function RuleWords({ rule }: { readonly rule: Rule }) {
  const language = useApp((state) => state.language)
  return (
    <dl className="rule-words">
      {ruleTokens(rule)
        .filter(({ kind }) => kind !== 'comment')
        .map((token) => (
          <div key={token.text}>
            <dt>
              <code translate="no" lang="en">
                {token.text}
              </code>
            </dt>
            <dd>
              <Sentence parts={render(token.says, language)} />
            </dd>
          </div>
        ))}
    </dl>
  )
}

const address = /(\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?)/

function TokenText({ token }: { readonly token: RuleToken }) {
  const { text, kind } = token
  if (kind === 'comment') return text
  const pieces = text.split(address)
  const body = pieces.map((piece, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: a token's pieces never move
    return index % 2 === 1 ? <Address key={index} socket={piece} bare /> : piece
  })
  return kind === 'target' ? <b>{body}</b> : body
}
