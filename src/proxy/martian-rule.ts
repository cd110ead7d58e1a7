/**
 * Keeps other hosts from reaching what listens on 127.0.0.1, which route_localnet would otherwise allow. The kubelet
 * writes it, and so does kube-proxy when localhost node ports are on.
 */
export const martianRule =
  '-A KUBE-FIREWALL -m comment --comment "block incoming localnet connections" -d 127.0.0.0/8 ! -s 127.0.0.0/8 -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP'
