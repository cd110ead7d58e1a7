/** Words of the page about the program: claims and corrections, and what correctness was compared with. */
export const aboutEn = {
  aboutTitle: 'About Packetwalk',
  aboutIntro:
    'Nothing here is scripted: YAML becomes the rules kube-proxy would write, an interpreter of netfilter runs them, and what happened is drawn.',
  bookTitle: 'The book says, the machine does',
  bookSays: 'The book says',
  bookDoes: 'The machine does',
  bookShow: 'Show it',
  'book.node-port-range.says': 'A NodePort Service with nodePort 8080 and no port.',
  'book.node-port-range.does':
    'The API server refuses it: 8080 is outside 30000–32767, and port is required. Nothing listens on 8080.',
  'book.local-spelling.says': 'externalTrafficPolicy: local',
  'book.local-spelling.does': 'It is spelled Local. The API server takes no other case and refuses the Service.',
  'book.listing.says': 'The rules of a NodePort jump from KUBE-NODEPORTS straight to the balancing chain.',
  'book.listing.does': 'On the way is the jump to KUBE-MARK-MASQ. Without it there is no SNAT, and no answer.',
  'book.snat-address.says': 'The Pod sees the address of the node that was asked.',
  'book.snat-address.does':
    'SNAT takes the address of the outgoing interface: the node’s for a Pod elsewhere, the bridge’s for a Pod right there.',
  'book.targets.says': 'The load balancer sends the packet to the Pods.',
  'book.targets.does': 'It may as well send it to nodes, and the rules of a node find the Pod.',
  'book.promiscuous.says': 'With hairpinMode promiscuous-bridge a Pod reaches itself through its Service.',
  'book.promiscuous.does':
    'On a modern kernel the promiscuous copy has no connection, is INVALID, and is dropped. Use hairpin-veth.',
  'book.drop.says': 'With policy Local a node without a Pod drops the traffic.',
  'book.drop.does': 'It drops what comes from outside and from other nodes. Its own Pods and processes are sent on.',
  'book.listening.says': 'kube-proxy listens on the node port.',
  'book.listening.does': 'Nothing listens there. Rules rewrite the destination before any process could be asked.',
  'book.cluster-ip.says': 'Traffic to a ClusterIP is masqueraded.',
  'book.cluster-ip.does': 'Not from a Pod: its address stays, across nodes too. Only a Pod that draws itself is.',
  knowTitle: 'How we know',
  knowKernel:
    '{flows:count} packet flows in {shapes:count} cluster shapes ended as on real Linux {kernel:code} with iptables {iptables:code}, backends {backends:code}, hop by hop.',
  knowKubeProxy:
    '{flows:count} of kube-proxy’s own packet flows end as it expects, and {rulesets:count} of its rule dumps are the same, {version:code}.',
  knowObserved: 'What was measured by hand on a real kernel is a test of the model too, row by row.',
} as const
