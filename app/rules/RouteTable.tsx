import { type Frame, formatRoute } from '../../src/index.ts'
import { useWalk } from '../derived.ts'

/** The routing table of the host, as `ip route` prints it; the route this packet takes there is marked. */
export function RouteTable({ frame }: { readonly frame: Frame }) {
  const { network, trace } = useWalk()
  const { host } = frame.place
  const routes = network.hosts.find((candidate) => candidate.name === host)?.routes ?? []
  if (routes.length === 0) return null
  const events = trace?.packets.find(({ id }) => id === frame.packet)?.events ?? []
  const taken = events.find((event) => event.type === 'route' && event.host === host)
  return (
    <ul className="routes" translate="no">
      {routes.map(formatRoute).map((route) => (
        <li key={route} className={taken?.type === 'route' && taken.route === route ? 'lit' : undefined}>
          {route}
        </li>
      ))}
    </ul>
  )
}
