import { inOrder } from '../dns/address-order.ts'
import { candidatesFor, type Library } from '../dns/candidates.ts'
import type { RecordType } from '../dns/message.ts'
import { absolute } from '../dns/name.ts'
import { formatResolvConf, type ResolvConf } from '../dns/resolv-conf.ts'
import { askOnce, type Reply, type Resolution, resolveName, type Sending } from '../dns/resolver.ts'
import type { DnsServers } from '../dns/server.ts'
import type { Network } from '../network/network.ts'
import type { Choice } from './flow.ts'
import { createLookupLog } from './lookup-log.ts'
import { ephemeralPort, type LookupRun, type Trouble } from './lookup-run.ts'
import { sendQuestions } from './lookup-send.ts'
import { seededRandom } from './random.ts'
import type { DnsExchange, Resolving, TracedPacket } from './trace.ts'

/** Who looks up which name, and how. */
export interface LookupRequest {
  /** Host of the network: an outside host, a node, a Pod's `namespace/name`. */
  readonly from: string
  readonly name: string
  readonly conf: ResolvConf
  readonly library: Library
  /** One question of this type for the name as it is, to the first server: no search list, no second try. */
  readonly type?: RecordType
  readonly choice: Choice
}

/** A name looked up over the network: what came of it, every packet, and the network afterwards. */
export interface NameLookup {
  /** Addresses in the order in which the program is told them. */
  readonly resolution: Resolution
  readonly resolving: Resolving
  /** All of direction `dns`, numbered from 1. */
  readonly packets: readonly TracedPacket[]
  readonly exchanges: readonly DnsExchange[]
  readonly network: Network
  /** Why the last question that got no reply got none, and where that happened. */
  readonly trouble: Trouble | null
}

/**
 * Looks a name up as the sender's resolver does: each question and reply is a packet through the network, and so is
 * whatever the answering server asks on its own.
 */
export function lookUp(network: Network, servers: DnsServers, request: LookupRequest): NameLookup {
  const { from, name, conf, library, choice, type } = request
  const run: LookupRun = {
    network,
    servers,
    log: createLookupLog(),
    choice,
    random: seededRandom(choice.seed ^ 0x5bd1e995),
    trouble: null,
  }
  const sockets: { readonly port: number; readonly packets: readonly number[]; readonly silent: boolean }[] = []
  const ask = ({ questions, server, again }: Sending): readonly Reply[] => {
    const before = again === undefined ? undefined : sockets[again]
    if (before?.silent) {
      // Into silence the same packets go once more.
      run.log.repeat(before.packets)
      sockets.push(before)
      return questions.map(() => ({ type: 'silence' }))
    }
    const port = before?.port ?? ephemeralPort(run.random)
    const { replies, packets, exchanges } = sendQuestions(run, { from, server, port, questions }, 0)
    run.log.exchanges.push(...exchanges)
    sockets.push({ port, packets, silent: replies.every(({ type }) => type === 'silence') })
    return replies
  }
  const resolution = type ? askOnce(name, type, conf, ask) : resolveName(name, conf, library, ask)
  const own = network.hosts
    .find((host) => host.name === from)
    ?.devices.flatMap(({ type, addresses }) => (type === 'lo' ? [] : addresses))
  return {
    resolution: ordered(resolution, own ?? [], library),
    resolving: {
      name,
      resolvConf: formatResolvConf(conf),
      library,
      candidates: type ? [absolute(name)] : candidatesFor(name, conf, library).map((candidate) => candidate.name),
    },
    packets: run.log.packets(),
    exchanges: run.log.exchanges,
    network: run.network,
    trouble: run.trouble,
  }
}

function ordered(resolution: Resolution, own: Parameters<typeof inOrder>[1], library: Library): Resolution {
  if (resolution.type === 'failed') return resolution
  return { ...resolution, addresses: inOrder(resolution.addresses, own, library) }
}
