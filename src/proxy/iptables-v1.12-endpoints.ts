import type { OldPort, OldRules } from './iptables-v1.12-ports.ts'
import { probability } from './probability.ts'

/** KUBE-SVC and the KUBE-SEP of its endpoints, their rules one after the other. */
export function writeOldEndpoints(port: OldPort, rules: OldRules): void {
  const comment = `-m comment --comment ${port.name}`
  const { nat } = rules
  const sticky = port.affinitySeconds !== undefined
  if (sticky) {
    const origin = port.origin('spec.sessionAffinity')
    for (const { chain } of port.endpoints) {
      nat.push({ text: `-A ${port.serviceChain} ${comment} ${seen(chain, port)} -j ${chain}`, origin })
    }
  }
  const balancing = port.origin(`${port.path}.port`)
  const origin = port.origin(`${port.path}.targetPort`)
  for (const [i, { chain, address, socket }] of port.endpoints.entries()) {
    const remember = sticky ? ` -m recent --name ${chain} --set` : ''
    nat.push(
      {
        text: `-A ${port.serviceChain} ${comment}${share(port.endpoints.length - i)} -j ${chain}`,
        origin: balancing,
      },
      { text: `-A ${chain} ${comment} -s ${address} -j KUBE-MARK-MASQ`, origin },
      { text: `-A ${chain} ${comment}${remember} ${port.protocolMatch} -j DNAT --to-destination ${socket}`, origin },
    )
  }
}

/** Whether the source used this endpoint lately. */
export function seen(chain: string, { affinitySeconds = 0 }: OldPort): string {
  return `-m recent --name ${chain} --rcheck --seconds ${affinitySeconds} --reap`
}

/** One of `left` endpoints; the last takes what is left over. */
export function share(left: number): string {
  return left > 1 ? ` -m statistic --mode random --probability ${probability(left, 5)}` : ''
}
