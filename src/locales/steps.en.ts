/** One sentence per kind of step: what happened, and why it matters. */
export const stepsEn = {
  'origin.tcp': '{from:name} opens a TCP connection: a SYN leaves {source:address} for {destination:address}.',
  'origin.udp':
    '{from:name} sends one UDP packet to {destination:address}; there is no handshake, only an answer or silence.',
  'origin.service':
    '{from:name} sends to {destination:address}; no interface owns that address, it exists only in rules.',
  'origin.node':
    'A process on {from:name} asks {destination:address}, so the packet starts at {hook:code} and never sees {other:code}.',
  'answer.syn-ack': '{from:name} answers with a SYN-ACK to the only source it knows: {destination:address}.',
  'answer.response': '{from:name} answers from {source:address}; every host on the way restores what it had rewritten.',
  'answer.rst': 'Nothing listens on {source:address}, so {from:name} answers with RST.',
  'answer.rst-stranger': '{from:name} never asked {destination:address}: it resets this answer and keeps waiting.',
  'answer.icmp-port': '{from:name} sends ICMP port unreachable to {destination:address}: the quick way to say no.',
  'answer.icmp-host': '{from:name} asked ARP in vain and reports ICMP host unreachable to {destination:address}.',
  'answer.icmp-net': '{from:name} has no route and reports ICMP network unreachable to {destination:address}.',
  'answer.icmp-ttl': 'The TTL of the packet ran out at {from:name}, which reports it to {destination:address}.',
  'cross.router': 'The router forwards the packet towards {destination:address} and lowers the TTL to {ttl:count}.',
  'cross.loop':
    'Nobody keeps the packet: it comes to {host:name} again and again, {count:count} more rounds, the TTL lower each time.',
  'cross.node-in': 'The packet enters {host:name} through {device:code}; from here the rules of {host:name} decide.',
  'cross.node-out':
    'The packet leaves {host:name} through {device:code}; its mark and its conntrack entry stay behind.',
  'cross.pod-out': 'The packet reaches bridge {bridge:code} of {host:name} through the Pod’s veth.',
  'cross.bridged':
    'Both Pods hang on {bridge:code}, so the bridge forwards the frame itself and the TTL stays {ttl:count}.',
  'cross.pod-in': 'The packet reaches {host:name}; no Service rule is needed any more.',
  'cross.outside-in': 'The packet reaches {host:name} with source {source:address}.',
  'route.local': '{destination:address} is an address of {host:name} itself, so the packet goes up to {hook:code}.',
  'route.node':
    '{destination:address} lies behind another node, so {host:name} forwards the packet through {device:code}.',
  'route.pod': '{destination:address} lives on this node, so the outgoing interface is the bridge {device:code}.',
  'route.default': 'No route is more specific, so {host:name} uses its default route: {route:code}.',
  'route.failed': '{host:name} has no way to {destination:address}.',
  'conntrack.new':
    'First packet of this connection: conntrack opens an entry, and the {table:code} table will decide once.',
  'conntrack.known': 'conntrack of {host:name} knows this connection, so it skips the {table:code} rules.',
  'conntrack.reply': 'This is the reply of a known connection: no {table:code} rule is asked on {host:name}.',
  'conntrack.related': 'This ICMP error belongs to a known connection, so its addresses are restored too.',
  'conntrack.invalid': 'conntrack of {host:name} cannot place this packet in any connection: {state:code}.',
  'conntrack.confirm':
    'The packet passed every rule on {host:name}: conntrack confirms the entry and will recognise the reply.',
  'rule.portal': 'Every new connection first visits {target:code}, the list of all Service addresses.',
  'rule.cluster-ip': '{destination:address} is the ClusterIP of {service:name}: jump to its balancing chain.',
  'rule.external-address': '{destination:address} is an outside address of {service:name}: jump to its external chain.',
  'rule.external-ip':
    '{destination:address} is an external IP of {service:name}; {host:name} need not own it to handle it.',
  'rule.nodeports':
    'No Service address matched, but the destination is an address of {host:name} itself: try the NodePorts.',
  'rule.masq-all': 'kube-proxy was told to masquerade all traffic to a ClusterIP, so the packet is marked for SNAT.',
  'rule.load-balancer':
    '{destination:address} is a load-balancer address of {service:name}: jump to {target:code}, which asks for the source.',
  'rule.external-ip-outside':
    'The packet came neither from a Pod’s bridge port nor from {host:name} itself: jump to the balancing chain.',
  'rule.external-ip-own':
    '{destination:address} is an external IP of {service:name} and an address of {host:name}: jump to the balancing chain.',
  'rule.node-port-mark':
    '{port:code} is the NodePort of {service:name}: first mark it, so that the reply returns through {host:name}.',
  'rule.node-port-loopback':
    '{port:code} is the NodePort of {service:name}, asked from the loopback address: only such packets are marked.',
  'rule.node-port-svc': '{port:code} is the NodePort of {service:name}: jump to its balancing chain.',
  'rule.node-port-local':
    '{port:code} is the NodePort of {service:name}; its policy is {policy:code}: jump to the chain of local endpoints.',
  'rule.node-port': '{port:code} is the NodePort of {service:name}: jump to its external chain.',
  'rule.ext-masq': 'What comes by an outside address is marked here: the reply has to return through {host:name}.',
  'rule.mark': 'The packet gets mark {mark:mark}, which means: change the source address on the way out.',
  'rule.mark-drop': 'The packet gets mark {bit:mark}, which means: drop it, if a later chain asks for that mark.',
  'rule.ext-svc': 'With policy {policy:code} every endpoint may answer, on any node: continue in the balancing chain.',
  'rule.ext-pod':
    'The source is a Pod, so policy {policy:code} does not apply: all endpoints are eligible, nothing is marked.',
  'rule.ext-own-mark':
    '{host:name} itself is the caller, so policy {policy:code} does not apply and the packet is marked.',
  'rule.ext-own': '{host:name} itself is the caller, so every endpoint may answer.',
  'rule.ext-no-local':
    'The external chain ended without a match: {host:name} has no Pod of this Service, so nothing is translated.',
  'rule.xlb-none':
    '{host:name} has no endpoint of {service:name} and the policy is {policy:code}: mark the packet to be dropped.',
  'rule.ext-svl': 'Policy {policy:code}: only Pods on {host:name} may answer, so the source address can stay as it is.',
  'rule.svc-masq': '{source:address} is no Pod, so the packet is marked for SNAT.',
  'rule.balance': 'The random number hits: this rule takes {share:code} of what reaches it, and {pod:name} is chosen.',
  'rule.balance-last': 'The last endpoint has no probability: it takes what is left over, so {pod:name} is chosen.',
  'rule.affinity': '{source:address} used {pod:name} not long ago, so it goes there again.',
  'rule.sep-hairpin':
    '{pod:name} drew itself: the packet is marked, because a Pod discards packets from its own address.',
  'rule.dnat': 'DNAT: destination {before:address} becomes {after:address}, the chosen endpoint.',
  'rule.fw-allowed': '{source:address} lies in an allowed source range, so the packet may go on to {target:code}.',
  'rule.fw-left':
    '{source:address} lies in no allowed source range, so {chain:code} lets the packet go on to no endpoint.',
  'rule.fw-open': 'No source range is asked for, so the packet may go on to {target:code}.',
  'rule.fw-refused': 'No rule of {chain:code} let {source:address} in: mark the packet to be dropped.',
  'rule.forward': 'Packets on their way through {host:name} pass {chain:code}.',
  'rule.forward-invalid': '{chain:code} drops the packet, because conntrack calls it INVALID; nobody is told.',
  'rule.forward-mark':
    'Mark {mark:mark} shows Service traffic, so {chain:code} accepts it whatever the policy of FORWARD is.',
  'rule.forward-established': 'A later packet of an accepted connection: {chain:code} lets it pass at once.',
  'rule.postrouting': 'Whatever leaves {host:name} passes {chain:code}.',
  'rule.post-return': 'The packet carries no mark, so {chain:code} returns at once and the source address stays.',
  'rule.post-clear': 'The mark has done its work and is cleared, so that nothing later acts on it again.',
  'rule.masquerade':
    'MASQUERADE: source {before:address} becomes {after:address}, so the reply returns to {host:name}.',
  'rule.masquerade-bridge':
    'The outgoing interface is the bridge, so MASQUERADE takes its address: {before:address} becomes {after:address}.',
  'rule.external': 'Connections to {host:name} itself pass {target:code}, where unservable Services are refused.',
  'rule.external-drop':
    '{host:name} has no local endpoint and the policy is {policy:code}: dropped, and nobody is told.',
  'rule.internal-drop':
    '{host:name} has no endpoint of its own and the policy is {policy:code}: dropped, although other nodes have one.',
  'rule.reject': '{service:name} has no endpoint anywhere: the rule rejects, and {host:name} will say so.',
  'rule.reject-other': 'Rule {rule:count} of {chain:code} rejects the packet, and {host:name} will say so.',
  'rule.firewall-drop': 'The packet still carries the load-balancer address, so {chain:code} drops it without a word.',
  'rule.firewall': '{target:code} looks whether the packet carries the mark of what is to be dropped.',
  'rule.marked-drop':
    'Mark {mark:mark} says that this packet is to be dropped; {chain:code} does it, and nobody is told.',
  'rule.martian-drop': 'An outsider aims at the loopback address of {host:name}; {chain:code} drops such packets.',
  'rule.egress': 'The packet leaves the cluster, so {host:name} masquerades: {before:address} becomes {after:address}.',
  'rule.snat': 'SNAT: source {before:address} becomes {after:address}.',
  'rule.jump': 'Rule {rule:count} of {chain:code} matches: continue in {target:code}.',
  'rule.accept': 'Rule {rule:count} of {chain:code} accepts the packet.',
  'rule.drop': 'Rule {rule:count} of {chain:code} drops the packet; nobody is told.',
  'rule.return': 'Rule {rule:count} of {chain:code} returns to the chain above.',
  'rule.undecided':
    'Rule {rule:count} of {chain:code} asks for something not modelled: {unmodelled:code}. From here nothing is certain.',
  'rule.other': 'Rule {rule:count} of {chain:code} matches.',
  'chain.return': 'Chain {chain:code} ends without a verdict; the packet returns to the chain above.',
  'chain.policy': 'No rule in {chain:code} of {table:code} decided, so its policy does: {policy:code}.',
  'hook.nothing': 'No rule of {chain:code} on {host:name} concerns this packet any more.',
  'nat.un-snat':
    'conntrack restores the destination: {before:address} becomes {after:address}, the real caller, again.',
  'nat.un-dnat': 'conntrack restores the source: {before:address} becomes {after:address}, the address that was asked.',
  'nat.again': 'conntrack repeats the stored translation: {before:address} becomes {after:address}.',
  'deliver.pod': '{name:name} accepts the connection on {socket:address} and sees {source:address} as its caller.',
  'deliver.answer': 'The answer comes from {source:address}, the address {name:name} asked: the connection stands.',
  'deliver.rst': '{name:name} receives the RST.',
  'deliver.icmp': '{name:name} receives the ICMP error.',
  'stranger.answer':
    'This answer comes from {source:address}, but {name:name} asked {asked:address}: it cannot be used.',
  'drop.hairpin':
    'The frame would leave {host:name} by the bridge port it came from, and hairpin is off there: discarded.',
  'drop.own-source': '{host:name} receives a packet from its own address and discards it.',
  'drop.rp-filter': '{host:name} discards the packet: strict rp_filter does not expect {source:address} from there.',
  'drop.martian': '{host:name} does not route a packet with a loopback address: discarded.',
  'drop.no-neighbour': 'Nobody answers ARP for {destination:address}, so the packet ends at {host:name}.',
  'drop.no-route': '{host:name} knows no way to {destination:address}: the packet ends here.',
  'drop.black-hole': 'A black-hole route of {host:name} swallows the packet; nobody is told.',
  'drop.not-forwarding':
    '{host:name} does not forward what is not for itself, so {destination:address} is out of reach.',
  'drop.policy': 'The policy of the chain is DROP, and no rule accepted the packet.',
  'drop.other': 'The packet ends at {host:name}.',
  'outcome.answered': 'Answered. {server:name} served {from:name} and saw {sees:address} as the source.',
  'outcome.refused-icmp': 'Refused. ICMP port unreachable from {source:address} told {from:name} at once.',
  'outcome.refused-rst': 'Refused. A RST came back at once: the packet arrived, but nobody listens there.',
  'outcome.unreachable': 'Unreachable. {from:name} was told that the packet cannot be passed on.',
  'outcome.unreachable-local': 'Unreachable. {from:name} itself has no way to {destination:address}.',
  'outcome.timed-out': 'Timed out. {from:name} sent {repeats:count} SYN and heard nothing it could use.',
  'outcome.timed-out-udp': 'Timed out. {from:name} heard no answer; UDP itself never asks again.',
  'outcome.undetermined': 'Not certain. A rule on the way uses a match or target that is not modelled here.',
  'outcome.name-error': 'Name not found. No address was learned, so nothing was sent.',
  'miss.destination': 'Not matched: the destination is {actual:address}.',
  'miss.source': 'Not matched: the source is {actual:address}.',
  'miss.port': 'Not matched: the destination port is {actual:code}.',
  'miss.protocol': 'Not matched: the protocol is {actual:code}.',
  'miss.not-local': 'Not matched: {actual:address} is no address of this node.',
  'miss.local': 'Not matched: {actual:address} is an address of this node.',
  'miss.mark': 'Not matched: the mark is {actual:mark}.',
  'miss.state': 'Not matched: the connection is {actual:code}.',
  'miss.random': 'Not matched: the random number was not below {actual:code}.',
  'miss.recent': 'Not matched: {actual:address} has not used this endpoint lately.',
  'miss.interface': 'Not matched: the interface is {actual:code}.',
  'miss.flags': 'Not matched: the packet is {actual:code}.',
  'miss.range': 'Not matched: {actual:address} is not in the range asked for.',
  'miss.bridge-port': 'Not matched: the packet came in by bridge port {actual:code}.',
  'miss.no-port': 'Not matched: the packet came in by no port of a bridge.',
  'miss.unmodelled': 'Not modelled: {actual:code}.',
} as const
