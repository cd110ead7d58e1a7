/** Why a node may hold other rules than its manifests ask for. */
export const compareEn = {
  'compare.no-kube-proxy':
    'There is no {chain:code} here: kube-proxy has not synced, runs in another mode, or this is not a dump of all tables.',
  'compare.older-generation': '{chain:code} belongs to an older kube-proxy; compare with the rules of v1.12.',
  'compare.newer-generation': '{chain:code} belongs to a newer kube-proxy; compare with the rules of v1.34.',
  'compare.other-mark': 'This node masquerades by mark {found:mark}, not {expected:mark}: see {setting:code}.',
  'compare.service-unknown': '{service:name} is in the dump but not in these manifests.',
  'compare.service-missing': '{service:name} is in these manifests, and this node has never heard of it.',
  'compare.endpoint-unknown': 'An endpoint of {service:name} these manifests do not have: {socket:address}.',
  'compare.endpoint-missing':
    'This node does not lead to {socket:address} of {service:name}: no such Pod there, or it is not Ready.',
  'compare.endpoints-differ': 'The node balances {service:name} over other Pods than these manifests have.',
  'compare.cluster-ip-differs': '{service:name} has another address: {found:address} there, {expected:address} here.',
  'compare.detector-differs':
    'The node tells Pods by {found:code}, not by {expected:code}: its {setting:code} is another.',
  'compare.no-random-fully': 'Its kernel or iptables is too old for {option:code}.',
  'compare.policy-differs': 'The policy of {chain:code} is {policy:code} there.',
  'compare.order-differs': 'The same rules in another order.',
  'compare.foreign-first': 'Rules of others come first and may decide before kube-proxy does.',
  'compare.rules-missing': '{count:count} expected rules are not there.',
} as const
