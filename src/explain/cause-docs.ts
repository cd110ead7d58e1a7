import type { Language } from '../locales/language.ts'
import type { Cause } from '../trace/causes.ts'

const kubernetes = 'https://kubernetes.io/docs/'
const debugService = `${kubernetes}tasks/debug/debug-application/debug-service/`
const service = `${kubernetes}concepts/services-networking/service/`
const trafficPolicies = `${kubernetes}reference/networking/virtual-ips/#traffic-policies`
const sourceIp = `${kubernetes}tutorials/services/source-ip/`
const proxyConfiguration = `${kubernetes}reference/config-api/kube-proxy-config.v1alpha1/`
const nodeSetup = `${kubernetes}setup/production-environment/container-runtimes/`
const networking = `${kubernetes}concepts/cluster-administration/networking/`
const dns = `${kubernetes}concepts/services-networking/dns-pod-service/`
const debugDns = `${kubernetes}tasks/administer-cluster/dns-debugging-resolution/`
const sysctls = 'https://docs.kernel.org/networking/ip-sysctl.html'
const extensions = 'https://ipset.netfilter.org/iptables-extensions.man.html'

/** The page of Kubernetes', the kernel's or netfilter's documentation that treats the cause. */
const pages: Readonly<Record<Cause, string>> = {
  'no-endpoint': debugService,
  'no-local-endpoint': trafficPolicies,
  'no-local-internal': `${kubernetes}concepts/services-networking/service-traffic-policy/`,
  'wrong-reply-address': sourceIp,
  'neighbour-reply': sourceIp,
  'reverse-path': sysctls,
  'bridge-nf-off': 'https://ebtables.netfilter.org/documentation/bridge-nf.html',
  'hairpin-off': debugService,
  'hairpin-no-snat': debugService,
  promiscuous: debugService,
  'port-closed': service,
  'node-port-closed': `${service}#type-nodeport`,
  'node-port-address': proxyConfiguration,
  'cluster-ip-port': service,
  'cluster-ip-outside': `${service}#publishing-services-service-types`,
  'source-range': `${kubernetes}reference/kubernetes-api/service-resources/service-v1/`,
  'lb-no-target': `${kubernetes}tasks/access-application-cluster/create-external-load-balancer/`,
  'lb-no-port': `${service}#loadbalancer`,
  'lb-source-range': `${kubernetes}reference/kubernetes-api/service-resources/service-v1/`,
  'no-route': `${service}#external-ips`,
  'black-hole': `${service}#external-ips`,
  'arp-outside': `${service}#external-ips`,
  'arp-endpoint': `${kubernetes}concepts/services-networking/endpoint-slices/`,
  'ttl-loop': `${service}#external-ips`,
  'route-localnet': proxyConfiguration,
  'localhost-no-snat': sysctls,
  martian: sysctls,
  'ip-forward': nodeSetup,
  'forward-policy': networking,
  'invalid-dropped': extensions,
  'rule-dropped': extensions,
  'rule-rejected': extensions,
  'no-way-back': networking,
  'kube-proxy-stopped': debugService,
  'stale-conntrack': 'https://conntrack-tools.netfilter.org/manual.html',
  'not-modelled': extensions,
  'dns-no-service': dns,
  'dns-no-record': dns,
  'dns-namespace': `${dns}#namespaces-of-services`,
  'dns-headless-empty': `${service}#headless-services`,
  'dns-external': `${service}#externalname`,
  'dns-external-is-ip': `${service}#externalname`,
  'dns-no-address': `${service}#externalname`,
  'dns-outside': dns,
  'dns-host-network': `${dns}#pod-s-dns-policy`,
  'dns-server-failure': debugDns,
  'dns-silent': debugDns,
  'dns-refused': debugDns,
  'dns-no-endpoint': debugDns,
}

/** Where to read on about a cause; in Chinese where Kubernetes has the page in Chinese. */
export function causeDocs(cause: Cause, language: Language): string {
  const page = pages[cause]
  return language === 'zh-CN' ? page.replace(kubernetes, 'https://kubernetes.io/zh-cn/docs/') : page
}
