import { ownerOfAddress } from '../../src/index.ts'
import { useWalk } from '../derived.ts'

interface AddressProps {
  readonly socket: string
  /** `was`: struck through; `now`: underlined. */
  readonly change?: 'was' | 'now'
  /** Without its key letter, so that rule text can be copied as it is. */
  readonly bare?: boolean
}

/** An address in its owner's colours, with the owner's key before it. */
export function Address({ socket, change, bare = false }: AddressProps) {
  const { cluster } = useWalk()
  const owner = ownerOfAddress(cluster, socket)
  const changed = change ? ` ${change}` : ''
  return (
    <bdi
      dir="ltr"
      translate="no"
      lang="en"
      className={`address o-${owner.hue}${changed}${bare ? ' bare' : ''}`}
      title={owner.name || undefined}
    >
      {bare ? null : <b className={`key ${owner.shape}`}>{owner.letter}</b>}
      <span>{socket}</span>
    </bdi>
  )
}
