import { ownerOfHost } from '../../src/index.ts'
import { useFrame, useWalk, useWords } from '../derived.ts'

/** What every node's connection tracking holds at this step, as conntrack -L prints it. */
export default function ConntrackPanel() {
  const { t } = useWords()
  const { cluster, trace } = useWalk()
  const frame = useFrame()
  if (!trace || !frame) return <p className="empty">{t('noRequest')}</p>
  const last = trace.packets.findIndex(({ id }) => id === frame.packet)
  const events = trace.packets
    .slice(0, last + 1)
    .flatMap((packet, index) => (index === last ? packet.events.slice(0, frame.event + 1) : packet.events))
  return (
    <div className="pane">
      {cluster.nodes.map(({ name }) => {
        // One line per connection: its first ends stay the same for life.
        const entries = new Map<string, string>()
        for (const event of events)
          if (event.type === 'conntrack' && event.host === name && event.entry !== undefined)
            entries.set(/src=\S+ dst=\S+ sport=\S+ dport=\S+/.exec(event.entry)?.[0] ?? '', event.entry)
        const owner = ownerOfHost(cluster, name)
        return (
          <section key={name} aria-label={name} className={`o-${owner.hue}`}>
            <h2>
              <b className="key square">{owner.letter}</b>
              <span translate="no">{name}</span>
            </h2>
            {entries.size === 0 ? <p className="mute">{t('canvas.conntrackNone')}</p> : null}
            {[...entries].map(([key, entry]) => (
              <pre key={key} className="wrapped" translate="no">
                {entry}
              </pre>
            ))}
          </section>
        )
      })}
    </div>
  )
}
