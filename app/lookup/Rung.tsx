import type { DnsExchange } from '../../src/index.ts'
import { useFrame, useFrames, useWalk, useWords } from '../derived.ts'
import { openFold } from '../playback.ts'
import { goTo } from '../store.ts'
import { Address } from '../ui/Address.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { IconName } from '../ui/icons.ts'
import { Sentence } from '../ui/Sentence.tsx'

interface RungProps {
  /** Absolute name. */
  readonly candidate: string
  readonly number: number
}

/** One candidate of the search: what was answered, or why it was not asked. A press goes to its packets. */
export function Rung({ candidate, number }: RungProps) {
  const { t } = useWords()
  const { trace } = useWalk()
  const frames = useFrames()
  const frame = useFrame()
  const asked = trace?.dns.filter(({ query }) => query === candidate) ?? []
  const [exchange] = asked
  const now = frame?.dns?.query === candidate && frame.fold?.head !== true
  if (!trace || !exchange)
    return (
      <li className="unasked">
        <span className="rung" />
        <div>
          <code translate="no">{candidate}</code>
          <p>{t('notAsked')}</p>
        </div>
      </li>
    )
  const hit = asked.some(({ answers }) => answers.length > 0)
  const icon: IconName = hit ? 'delivered' : exchange.rcode === null ? 'timeout' : 'nxname'
  const open = () => {
    const at = frames.findLastIndex(
      ({ packet, event, fold }) => packet === exchange.packets[0] && event === 0 && fold?.head !== true,
    )
    const fold = frames[at]?.fold
    if (fold) openFold(fold.id)
    if (at >= 0) goTo(at)
  }
  return (
    <li className={hit ? 'hit' : 'miss'} aria-current={now ? 'step' : undefined}>
      <span className="rung">
        <Icon name={icon} size={14} />
      </span>
      <div>
        <button type="button" className="plain" onClick={open} aria-label={`${number}. ${candidate}`}>
          <code translate="no">{candidate}</code>
        </button>
        {hit ? null : (
          <p>
            <b>{t(exchange.rcode === null ? 'noAnswer' : 'rcodeMeans')}</b> <code translate="no">{exchange.rcode}</code>
          </p>
        )}
        {hit ? asked.map((each) => <Answers key={`${each.type} ${each.packets[0]}`} exchange={each} />) : null}
      </div>
    </li>
  )
}

/** The records of an answer, and the server's own lookup that they came from. */
function Answers({ exchange }: { readonly exchange: DnsExchange }) {
  const { t, parts } = useWords()
  const records = exchange.answers.map((record) => record.split(' '))
  if (!records.some(([, , , type]) => type === exchange.type))
    return (
      <p>
        <Sentence parts={parts('noSuchType', { type: exchange.type })} />
      </p>
    )
  return (
    <>
      {exchange.lookups.map((lookup) => (
        <p key={lookup.packets[0]} className="outside">
          <bdi translate="no">{exchange.by?.split('/').at(-1)}</bdi> {t('asksOutside')}{' '}
          <Address socket={lookup.server} /> <code translate="no">{`${lookup.query} ${lookup.type}`}</code>
        </p>
      ))}
      {records.map(([name = '', ttl, , type, ...data]) => (
        <p key={`${name} ${type} ${data.join(' ')}`} className="record">
          <code translate="no">{type}</code>{' '}
          {type === 'A' || type === 'AAAA' ? (
            <Address socket={data.join(' ')} />
          ) : (
            <code translate="no">{data.join(' ')}</code>
          )}{' '}
          <small>{t('recordTtl', { ttl: ttl ?? '' })}</small>
        </p>
      ))}
    </>
  )
}
