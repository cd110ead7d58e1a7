import { expect, test } from 'vitest'
import { chainHash, endpointChain, servicePortHash, servicePortName } from './chain-names.ts'

test.each([
  ['ns1/svc1:p80tcp', 'XPGD46QRK7WJZT7O'],
  ['ns2/svc2:p80tcp', 'GNZBNJ2PO5MGZ6GT'],
  ['ns3/svc3:p80tcp', 'X27LE4BHSL4DOUIK'],
  ['ns4/svc4:p80tcp', '4SW47YFZTEDKD3PK'],
  ['ns5/svc5:p80tcp', 'NUKIZ6OKUXPJNT4C'],
  ['default/kubernetes:httpstcp', 'NPX46M4PTMTKRN6Y'],
  ['kube-system/kube-dns:dnsudp', 'TCOU7JCQXEZGVUNU'],
  ['kube-system/kube-dns:dns-tcptcp', 'ERIFXISQEP7F7OF4'],
  ['default/nginxtcp', '2CMXP7HKUVJN7L6M'],
  ['default/nginx:tcp', '4N57TFCL4MD7ZTDA'],
  ['default/hostnames:tcp', 'NWV5X2332I4OT4T3'],
  ['ns1/svc1:p80tcp10.180.0.1:80', 'SXIVWICOYRO3J4NJ'],
  ['ns5/svc5:p80tcp10.180.0.3:80', 'I77PXRDZVX7PMWMN'],
  ['default/hostnames:tcp10.244.1.7:9376', 'WNBA2IHDGP2BOBGZ'],
  ['default/kubernetes:httpstcp192.168.1.241:6443', 'J3PAEDFFPOVQTZUH'],
])('%s hashes to %s, as in published dumps', (text, hash) => {
  expect(chainHash(text)).toBe(hash)
  expect(chainHash(text)).toBe(hash)
})

test('a Service port is hashed with its name and lower-case protocol', () => {
  const kubernetes = { namespace: 'default', name: 'kubernetes' }
  expect(servicePortName(kubernetes, 'https')).toBe('default/kubernetes:https')
  expect(servicePortHash('default/kubernetes:https', 'TCP')).toBe('NPX46M4PTMTKRN6Y')
  expect(servicePortHash(servicePortName({ namespace: 'default', name: 'nginx' }, ''), 'TCP')).toBe('2CMXP7HKUVJN7L6M')
})

test('an endpoint is hashed with its Service port', () => {
  expect(endpointChain('ns1/svc1:p80', 'TCP', '10.180.0.1:80')).toBe('KUBE-SEP-SXIVWICOYRO3J4NJ')
})
