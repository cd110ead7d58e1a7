/** Whose chains have such names. Names of projects are the same in every language. */
const owners: readonly (readonly [RegExp, string])[] = [
  [/^KUBE-ROUTER-|^KUBE-POD-FW-|^KUBE-NWPLCY-/, 'kube-router'],
  [/^KUBE-(IPVS|LOAD-BALANCER|NODE-PORT|CLUSTER-IP|EXTERNAL-IP|SOURCE-RANGES|SVC-ENTRY|IPV6)/, 'kube-proxy (ipvs)'],
  [/^KUBE-/, 'kube-proxy'],
  [/^cali-|^CALI/, 'Calico'],
  [/^(OLD_)?CILIUM_/, 'Cilium'],
  [/^FLANNEL-/, 'flannel'],
  [/^WEAVE/, 'Weave Net'],
  [/^AWS-(SNAT|CONNMARK)-/, 'AWS VPC CNI'],
  [/^ANTREA-/, 'Antrea'],
  [/^OVN-KUBE-/, 'OVN-Kubernetes'],
  [/^CNI-/, 'CNI plugins'],
  [/^IP-MASQ/, 'ip-masq-agent'],
  [/^DOCKER/, 'Docker'],
  [/^NETAVARK/, 'Podman'],
  [/^ufw6?-/, 'ufw'],
  [
    /^(IN|FWDI|FWDO|FWD|POST|PRE|OUT)_|_ZONES(_SOURCE)?$|^(INPUT|FORWARD|OUTPUT|PREROUTING|POSTROUTING)_(direct|POLICIES)/,
    'firewalld',
  ],
  [/^f2b-/, 'fail2ban'],
  [/^LIBVIRT_/, 'libvirt'],
  [/^ts-/, 'Tailscale'],
  [/^ISTIO_/, 'Istio'],
  [/^(LINKERD|PROXY_INIT)_/, 'Linkerd'],
]

/** Who, by its name, wrote a chain; undefined when nobody known names chains so. */
export function chainOwner(chain: string): string | undefined {
  return owners.find(([pattern]) => pattern.test(chain))?.[1]
}
