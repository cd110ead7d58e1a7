/** What a load balancer does, and why it sometimes does nothing. */
export const balancerEn = {
  'balancer.in': 'The packet reaches the load balancer: the router sends everything for {destination:address} there.',
  'balancer.back': 'The provider’s network knows this flow and brings the reply back to its load balancer.',
  'balancer.choose':
    'The load balancer picks {target:name}, which it takes for healthy, and forwards the packet unchanged.',
  'balancer.dnat':
    'The load balancer picks {target:name}, which it takes for healthy: destination {before:address} becomes {after:address}.',
  'balancer.snat': 'The load balancer calls in its own name: source {before:address} becomes {after:address}.',
  'balancer.accept': 'The load balancer has a listener for {destination:address} and takes the packet.',
  'balancer.no-target': 'No health check passes, so the load balancer has nowhere to send this packet.',
  'balancer.no-port': 'The load balancer listens on the ports of its Services only: this packet ends here.',
  'balancer.source-range': '{source:address} is in no allowed source range, so the load balancer drops the packet.',
  'cause.lb-no-target':
    'The load balancer has no target: no node reports a local endpoint on {check:code}, or none has a node port.',
  'cause.lb-no-port': 'The load balancer has no listener for {asked:address}, so it drops the packet without a word.',
  'cause.lb-source-range': 'The caller is in no range of {ranges:code}, so the load balancer itself drops the packet.',
  'remedy.lb-no-target': 'Make a Pod ready, or use policy {cluster:code}, so that every node qualifies.',
  'remedy.lb-no-port': 'Call a port listed in {ports:code}; others are unknown to the load balancer.',
  'remedy.lb-source-range': 'Add its range; note that the NodePort of this Service stays open to everyone.',
} as const
