import type { Part } from '../../src/index.ts'
import { Address } from './Address.tsx'
import { Seal } from './Seal.tsx'

/** Letters of a name that never breaks at its hyphens; a longer one may have to. */
const longestUnbroken = 16

/** A sentence with its addresses, names and marks shown as what they are. */
export function Sentence({ parts }: { readonly parts: readonly Part[] }) {
  return (
    <>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence never move
        <Piece key={index} part={part} />
      ))}
    </>
  )
}

function Piece({ part }: { readonly part: Part }) {
  switch (part.kind) {
    case 'address':
      return <Address socket={part.text} />
    case 'mark':
      return <Seal mark={part.text} />
    case 'code':
      return (
        <code translate="no" lang="en">
          {part.text}
        </code>
      )
    case 'name':
      return (
        <bdi dir="ltr" translate="no" className={part.text.length > longestUnbroken ? 'name' : 'name unbroken'}>
          {part.text}
        </bdi>
      )
    case 'text':
    case 'count':
      return part.text
    default:
      part.kind satisfies never
      return null
  }
}
