import { writeOldFirewall } from './iptables-v1.12-firewall.ts'
import type { OldPort, OldProxy, OldRules } from './iptables-v1.12-ports.ts'

/**
 * The rules that recognise traffic for a Service port by its destination. The ones that mark for masquerading stand in
 * front of the jumps, in KUBE-SERVICES and KUBE-NODEPORTS themselves.
 */
export function writeOldCaptureRules(port: OldPort, proxy: OldProxy, rules: OldRules): void {
  writeClusterIP(port, proxy, rules)
  writeExternalIPs(port, proxy, rules)
  writeOldFirewall(port, proxy, rules)
  writeNodePort(port, proxy, rules)
}

function writeClusterIP(port: OldPort, { masqueradeAll, clusterCIDR }: OldProxy, rules: OldRules): void {
  const destination = `${port.protocolMatch} -d ${port.clusterIP} --dport ${port.port}`
  const origin = port.origin('spec.clusterIP')
  if (port.endpoints.length === 0) {
    rules.filter.push({
      text: `-A KUBE-SERVICES -m comment --comment "${port.name} has no endpoints" ${destination} -j REJECT`,
      origin,
    })
    return
  }
  const head = `-A KUBE-SERVICES -m comment --comment "${port.name} cluster IP" ${destination}`
  if (masqueradeAll) rules.nat.push({ text: `${head} -j KUBE-MARK-MASQ`, origin })
  else if (clusterCIDR !== undefined) rules.nat.push({ text: `${head} ! -s ${clusterCIDR} -j KUBE-MARK-MASQ`, origin })
  rules.nat.push({ text: `${head} -j ${port.serviceChain}`, origin })
}

function writeExternalIPs(port: OldPort, { masqueradeExternal }: OldProxy, rules: OldRules): void {
  for (const { value, path } of port.externalIPs) {
    const destination = `${port.protocolMatch} -d ${value} --dport ${port.port}`
    const origin = port.origin(path)
    if (port.endpoints.length === 0) {
      rules.filter.push({
        text: `-A KUBE-EXTERNAL-SERVICES -m comment --comment "${port.name} has no endpoints" ${destination} -j REJECT`,
        origin,
      })
      continue
    }
    const head = `-A KUBE-SERVICES -m comment --comment "${port.name} external IP" ${destination}`
    if (masqueradeExternal) rules.nat.push({ text: `${head} -j KUBE-MARK-MASQ`, origin })
    rules.nat.push(
      // From off the machine: by no port of a bridge, as Pods come, and from no process here.
      {
        text: `${head} -m physdev ! --physdev-is-in -m addrtype ! --src-type LOCAL -j ${port.serviceChain}`,
        origin,
      },
      { text: `${head} -m addrtype --dst-type LOCAL -j ${port.serviceChain}`, origin },
    )
  }
}

function writeNodePort(port: OldPort, { family, masqueradeExternal }: OldProxy, rules: OldRules): void {
  if (port.nodePort === 0) return
  const origin = port.origin(`${port.path}.nodePort`)
  if (port.endpoints.length === 0) {
    rules.filter.push({
      text: `-A KUBE-EXTERNAL-SERVICES -m comment --comment "${port.name} has no endpoints" -m addrtype --dst-type LOCAL ${port.protocolMatch} --dport ${port.nodePort} -j REJECT`,
      origin,
    })
    return
  }
  const head = `-A KUBE-NODEPORTS -m comment --comment ${port.name} ${port.protocolMatch} --dport ${port.nodePort}`
  // With policy Local only what the node sends to its own loopback address is masqueraded: it could not leave otherwise.
  const whom = port.onlyLocal ? ` -s ${family === 4 ? '127.0.0.0/8' : '::1/128'}` : ''
  if (masqueradeExternal) rules.nat.push({ text: `${head}${whom} -j KUBE-MARK-MASQ`, origin })
  rules.nat.push({ text: `${head} -j ${port.onlyLocal ? port.localChain : port.serviceChain}`, origin })
}
