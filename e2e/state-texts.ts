/** A Service that selects nothing, so that every call is refused at once. */
export const refused = `apiVersion: v1
kind: Service
metadata: { name: nobody }
spec: { type: NodePort, ports: [{ port: 80, nodePort: 30080 }] }
`

/** A Pod calls an address of its own network that no host has. */
export const unreachable = `apiVersion: v1
kind: Pod
metadata: { name: lost }
spec: { nodeName: node1, containers: [{ name: app }] }
---
apiVersion: packetwalk/v1
kind: Lab
spec: { request: { from: default/lost, to: "192.168.0.200:80" } }
`

/** Two errors of the API server and one of spelling. */
export const errors = `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  type: NodePort
  externalTrafficPolicy: local
  selector: { app: web }
  ports:
  - port: 80
    nodePort: 8080
---
apiVersion: v1
kind: Servce
metadata: { name: other }
`

/** Two families, and two ports by name. */
export const dualStack = `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  type: NodePort
  ipFamilyPolicy: RequireDualStack
  ipFamilies: [IPv6, IPv4]
  selector: { app: web }
  ports:
  - { name: http, port: 80, nodePort: 30080 }
  - { name: https, port: 443, nodePort: 30443 }
---
apiVersion: packetwalk/v1
kind: Lab
spec: { request: { from: client, to: "node1:30080" } }
`

/** More nodes and Pods than can be drawn from the inside. */
export const large = `apiVersion: v1
kind: Service
metadata: { name: checkout-with-a-rather-long-name, namespace: production-eu }
spec: { type: NodePort, selector: { app: checkout }, ports: [{ port: 80, nodePort: 30080 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: checkout-with-a-rather-long-name, namespace: production-eu }
spec:
  replicas: 40
  selector: { matchLabels: { app: checkout } }
  template:
    metadata: { labels: { app: checkout } }
    spec: { containers: [{ name: app, ports: [{ containerPort: 8080 }] }] }
${[1, 2, 3, 4, 5, 6].map((n) => `---\napiVersion: v1\nkind: Node\nmetadata: { name: node${n} }\n`).join('')}`

/** What a node might hold: a rule is missing, a chain is foreign. */
export const dump = `*nat
:PREROUTING ACCEPT [0:0]
:KUBE-SERVICES - [0:0]
:MINE - [0:0]
-A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-A MINE -p tcp -j RETURN
COMMIT
`

/** A Service with an endpoint on each of so many nodes. */
export function nodes(count: number): string {
  const names = Array.from({ length: count }, (_, index) => `node${index + 1}`)
  return [
    'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec:\n  type: NodePort\n  selector: { app: web }\n  ports: [{ port: 80, nodePort: 30080 }]\n',
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  replicas: ${count}\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [{ name: web, ports: [{ containerPort: 80 }] }] }\n`,
    ...names.map((name) => `apiVersion: v1\nkind: Node\nmetadata: { name: ${name} }\n`),
  ].join('---\n')
}

/** A node that says it is not ready, beside one that says nothing. */
export const unreadyNode = `apiVersion: v1
kind: Node
metadata: { name: node1 }
---
apiVersion: v1
kind: Node
metadata: { name: node2 }
status: { conditions: [{ type: Ready, status: "False" }] }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { type: NodePort, selector: { app: web }, ports: [{ port: 80, nodePort: 30080 }] }
`
