import { spawnSync } from 'node:child_process'
import type { Backend } from './case.ts'

const programs = ['python3', 'ip', 'nft', 'conntrack', 'unshare', 'setpriv', 'mount']
const inNamespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc']

/** Why the kernel's part cannot run here. `excused`: nothing is amiss with a machine that is as it is. */
export interface Hindrance {
  readonly why: string
  readonly excused: boolean
}

/** Undefined when this machine can build clusters from network namespaces. */
export function hindrance(): Hindrance | undefined {
  if (process.platform !== 'linux') return { why: 'this is not Linux', excused: true }
  if (process.getuid?.() !== 0) return { why: 'network namespaces need root', excused: true }
  if (!succeeds('unshare', [...inNamespaces, 'sh', '-c', ':']))
    return { why: 'unshare may not make namespaces', excused: true }
  const missing = programs.filter((program) => !succeeds('sh', ['-c', `command -v ${program}`]))
  if (missing.length > 0) return { why: `missing: ${missing.join(', ')}`, excused: false }
  if (!succeeds('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 10))'])) {
    return { why: 'Python 3.10 or newer is missing', excused: false }
  }
  const kernel =
    'ip link add v0 type veth peer name v1 && ip link add br0 type bridge && test -e /proc/sys/net/bridge/bridge-nf-call-iptables'
  if (!succeeds('unshare', [...inNamespaces, 'sh', '-c', kernel])) {
    return { why: 'this kernel lacks veth, bridge or br_netfilter', excused: false }
  }
  return undefined
}

/** Why one backend cannot run here; a kernel may have done away with one of them. */
export function backendHindrance(backend: Backend): Hindrance | undefined {
  const tool = `iptables-${backend}`
  if (!succeeds('sh', ['-c', `command -v ${tool}-restore`])) return { why: `missing: ${tool}-restore`, excused: false }
  const rules = [
    'mount -t tmpfs tmpfs /run',
    `${tool} -t nat -A PREROUTING -m statistic --mode random --probability 0.5 -m recent --name a --set -j RETURN`,
    `${tool} -t nat -A POSTROUTING -m mark --mark 1 -j MASQUERADE --random-fully`,
    `${tool} -A FORWARD -m conntrack --ctstate INVALID -j REJECT`,
    'test -e /proc/net/nf_conntrack',
    ...(backend === 'legacy' ? ['nft add table ip a', 'test -e /proc/sys/net/netfilter/nf_log/2'] : []),
  ]
  if (succeeds('unshare', [...inNamespaces, 'sh', '-c', rules.join(' && ')])) return undefined
  return { why: `this kernel cannot load kube-proxy's kind of rules with ${tool}`, excused: true }
}

/** `6.18.44`, without what a distribution adds. */
export function kernelVersion(): string {
  return /^[\d.]+/.exec(said('uname', ['-r']))?.[0] ?? ''
}

export function iptablesVersion(): string {
  return /v([\d.]+)/.exec(said('iptables', ['--version']))?.[1] ?? ''
}

function succeeds(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}

function said(command: string, args: readonly string[]): string {
  return spawnSync(command, args, { encoding: 'utf8' }).stdout ?? ''
}
