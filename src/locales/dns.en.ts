/** Names: how they are looked up, why they fail, and what they do not do. */
export const dnsEn = {
  'dns.ask':
    '{name:code} has fewer dots ({dots:count}) than {ndots:code}, so the resolver first tries the search list.',
  'dns.as-is': 'The resolver asks for {name:code} as it is.',
  'dns.try':
    'Candidate {number:count} of {total:count}: the resolver asks {server:address} for {query:code}, type {type:code}.',
  'dns.try-node':
    'The resolver of {from:name} asks {server:address} for {query:code}, type {type:code}; no search list is used.',
  'dns.pair': 'Together with A, from the same socket, the resolver asks for {type:code} of {query:code}.',
  'dns.forward': '{from:name} does not own {query:code}, so it asks {server:address} outside for its {type:code}.',
  'dns.deliver': '{name:name} receives the question on {socket:address} and sees {source:address} as its caller.',
  'dns.answer-outside': '{from:name} knows {query:code}: {answer:address}.',
  'dns.answer-outside-none': '{from:name} has no {type:code} record of {query:code}: {rcode:code}.',
  'dns.answer': '{from:name} answers {query:code}: {answer:address}.',
  'dns.answer-cname':
    '{from:name} answers in one message: {query:code} is a CNAME for {target:code}, with address {answer:address}.',
  'dns.answer-cname-alone': '{from:name} answers with the CNAME {target:code} alone: it has no {type:code} record.',
  'dns.answer-nxdomain': '{from:name} answers NXDOMAIN: there is no {query:code}.',
  'dns.answer-nodata': '{from:name} answers without a record: {query:code} exists, but not with type {type:code}.',
  'dns.answer-servfail': '{from:name} got no answer itself, so it answers {rcode:code}.',
  'dns.answer-lost': '{from:name} answers the question about {query:code}, but the answer will not arrive.',
  'dns.hear-nxdomain': 'No such name: the resolver goes on to the next candidate.',
  'dns.hear-last': 'No such name, and no candidate is left.',
  'dns.hear-hit': 'The answer is {answer:address}; it says nothing about whether any Pod is ready.',
  'dns.hear-cname':
    'The Service is only an alias: CNAME {target:code} and its address {answer:address} came in one message.',
  'dns.hear-nothing': 'The answer holds no address that {name:name} could connect to.',
  'dns.hear-upstream': '{name:name} has what it asked for, and can answer its own client.',
  'dns.misses': '{count:count} names of the search list do not exist: cluster DNS says NXDOMAIN each time.',
  'dns.miss': '{query:code} does not exist: cluster DNS says NXDOMAIN.',
  'dns.twins': 'With each A, and from the same socket, the resolver asks for AAAA too.',
  'dns.repeats': 'The resolver asks again in vain: {count:count} more rounds.',
  'dns.unanswered': 'The name could not be looked up: no address was learned, so nothing was sent.',
  'dns.direct': 'From here kube-proxy plays no part: {from:name} connects straight to {destination:address}.',
  'dns.icmp': '{name:name} learns that nobody takes its question: the resolver gives up at once.',
  'note.external-name':
    '{service:name} is an ExternalName: it has no ClusterIP and no endpoints, so kube-proxy writes no rule for it.',
  'note.headless':
    '{service:name} is headless: without a ClusterIP there is nothing to translate, so kube-proxy writes no rule.',
  'note.headless-port':
    'DNS translates no ports: {port:code} is asked of the Pod itself, {target:code} is what the Service would lead to.',
  'note.host-header': 'An HTTP client still sends {header:code}; the outside server may not know that name.',
  'note.certificate':
    'Over TLS the server shows a certificate for {external:code}, and the client asked for {name:code}.',
  'note.ports': 'The ports of an ExternalName are ignored: the client’s own port {port:code} is used.',
  'cause.dns-no-service':
    'All {count:count} candidates answer NXDOMAIN: there is no Service {name:code} in namespace {namespace:name}.',
  'cause.dns-no-record': 'No name server has a record for {name:code}.',
  'cause.dns-namespace':
    '{name:code} lives in namespace {other:name}, but the search list only tries {namespace:name}.',
  'cause.dns-headless-empty': '{service:name} is headless and no Pod of it is ready, so its name does not exist.',
  'cause.dns-external': 'The CNAME leads to {external:code}, and outside DNS has no such record.',
  'cause.dns-external-is-ip':
    '{field:code} holds an address, which is no name to stand for: cluster DNS answers NXDOMAIN.',
  'cause.dns-no-address': '{service:name} stands for {external:code}, a name of this cluster that comes to no address.',
  'cause.dns-outside':
    '{from:name} asks {server:address}, a name server outside the cluster, which knows no cluster names.',
  'cause.dns-host-network':
    'With {hostNetwork:code} and {policy:code} this Pod uses the node’s resolver, which knows no cluster names.',
  'cause.dns-server-failure': '{where:name} got no answer from the servers it asks, so it answers {rcode:code}.',
  'cause.dns-silent': 'DNS at {server:address} does not answer, so the resolver gives up.',
  'cause.dns-refused': 'The question is turned away at {where:name}, so the resolver gives up at once.',
  'cause.dns-no-endpoint': '{service:name} has no ready endpoint, so the DNS query itself is rejected.',
  'remedy.dns-no-service': 'Check the spelling and the namespace with {command:code}.',
  'remedy.dns-no-record': 'Check the spelling; the record belongs to {records:code} of the outside name server.',
  'remedy.dns-namespace': 'Write {full:code}, or the full name with a trailing dot.',
  'remedy.dns-headless-empty': 'Make a Pod ready, or set {publish:code}, which lists Pods that are not.',
  'remedy.dns-external': 'Correct {field:code}; Kubernetes accepts any name and checks none.',
  'remedy.dns-external-is-ip': 'For a fixed address use a Service without selector plus an EndpointSlice.',
  'remedy.dns-no-address': 'Let {field:code} name a Service that exists; aliases cannot lead back to themselves.',
  'remedy.dns-outside': 'From outside use an address, or a name that the outside name server has.',
  'remedy.dns-host-network': 'Set {fix:code}.',
  'remedy.dns-server-failure': 'Follow the lookup of CoreDNS itself: it leaves its node like any other packet.',
  'remedy.dns-silent': 'Trace the query itself: {server:address} is an address like any other.',
  'remedy.dns-refused': 'Check what listens on port {port:code} there, and the ports of {service:name}.',
  'remedy.dns-no-endpoint': 'Look at the CoreDNS Pods: {command:code}.',
} as const
