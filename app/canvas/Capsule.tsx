import type { Frame, Tail } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { Address } from '../ui/Address.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Seal } from '../ui/Seal.tsx'
import { useDrawing } from './drawing.ts'
import { Ends } from './Ends.tsx'
import { dnsLines, flagLines } from './flag-lines.ts'
import { SmallCapsule } from './SmallCapsule.tsx'

/** How much the capsule shows: everything; addresses without ports; two halves in their owners' colours. */
export type CapsuleForm = 'full' | 'medium' | 'small'

interface CapsuleProps {
  readonly frame: Frame
  readonly form: CapsuleForm
  readonly tail: Tail
  readonly zoom: number
  readonly measure: (element: HTMLElement | null) => (() => void) | undefined
}

/** The packet: its flag, where it comes from and goes to, what was just rewritten, and its mark. */
export function Capsule({ frame, form, tail, zoom, measure }: CapsuleProps) {
  const { t } = useWords()
  const { frames } = useDrawing()
  const { header, ending, direction } = frame
  if (form === 'small') return <SmallCapsule frame={frame} zoom={zoom} measure={measure} />
  const dropped = ending === 'dropped'
  const mirrored = direction === 'dns' ? frame.dns?.answer !== undefined : direction !== 'request'
  const mark = header.mark !== 0 ? header.mark : clearedMark(frames, frame)
  const look = [
    'cv-capsule',
    `cv-capsule-${form}`,
    mirrored ? 'cv-mirrored' : '',
    header.flag === 'RST' ? 'cv-square' : '',
    frame.dns ? 'cv-dns' : '',
    mark !== 0 ? 'cv-sealed' : '',
    dropped ? 'cv-dropped' : '',
  ]
  return (
    <div ref={measure} className={look.filter((part) => part !== '').join(' ')}>
      {tail === 'none' ? null : <i className={`cv-tail cv-tail-${tail}`} />}
      <b className="cv-flag" translate="no">
        {(frame.dns ? dnsLines(frame.dns, t) : flagLines(header.flag, t)).map((line) => (
          <span key={line}>{line}</span>
        ))}
      </b>
      {form === 'full' ? <Ends key={`${frame.packet} ${frame.event}`} header={header} /> : <Short header={header} />}
      {frame.dns && form === 'full' ? <DnsLine dns={frame.dns} /> : null}
      {mark !== 0 && form === 'full' ? (
        <span className="cv-seal">
          <Seal mark={`mark 0x${mark.toString(16)}`} gone={header.mark === 0} />
        </span>
      ) : null}
      {dropped ? (
        <span className="cv-stamp" translate="no">
          <Icon name="dropped" size={14} /> DROP
        </span>
      ) : null}
    </div>
  )
}

function Short({ header }: { readonly header: Frame['header'] }) {
  const { t } = useWords()
  return (
    <span className="cv-short">
      <Address socket={withoutPort(header.source)} /> <span title={t('canvas.to')}>→</span>{' '}
      <Address socket={withoutPort(header.destination)} />
    </span>
  )
}

/** What a DNS packet asks, and on the way back what the answer is. */
function DnsLine({ dns }: { readonly dns: NonNullable<Frame['dns']> }) {
  return (
    <span className="cv-question" translate="no">
      <code>
        {dns.query.split(/(?<=\.)/).map((label, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the labels of one name never move
          <span key={index}>{label}</span>
        ))}
      </code>{' '}
      <b>{dns.type}</b>
      {dns.answer === undefined ? null : <i>{dns.answer === '' ? '–' : dns.answer}</i>}
    </span>
  )
}

function withoutPort(socket: string): string {
  return socket.replace(/^\[(.+)\]:\d+$/, '$1').replace(/^([\d.]+):\d+$/, '$1')
}

/** The mark this frame took off: it stays, crossed out, for one step. */
function clearedMark(frames: readonly Frame[], frame: Frame): number {
  if (frame.header.markChanged !== 'cleared') return 0
  const before = frames[frames.indexOf(frame) - 1]
  return before && before.packet === frame.packet ? before.header.mark : 0
}
