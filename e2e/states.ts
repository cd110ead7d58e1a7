import type { Explorer } from './explorer.ts'

/** One thing the page can look like. */
export interface PageState {
  readonly name: string
  readonly hash: string
  /** What is still to be done once the hash is open. */
  readonly reach?: (explorer: Explorer) => Promise<void>
}

const toEnd = (explorer: Explorer) => explorer.toEnd()

/** A Service that selects nothing, so that every call is refused at once. */
const refused = `apiVersion: v1
kind: Service
metadata: { name: nobody }
spec: { type: NodePort, ports: [{ port: 80, nodePort: 30080 }] }
`

/** A Pod calls an address of its own network that no host has. */
const unreachable = `apiVersion: v1
kind: Pod
metadata: { name: lost }
spec: { nodeName: node1, containers: [{ name: app }] }
---
apiVersion: packetwalk/v1
kind: Lab
spec: { request: { from: default/lost, to: "192.168.0.200:80" } }
`

/** Two errors of the API server and one of spelling. */
const errors = `apiVersion: v1
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

/** At rest, on the way, every ending, and a text with errors. */
export const states: readonly PageState[] = [
  { name: 'at rest', hash: '#scenario=nodeport-snat' },
  { name: 'mid-flight', hash: '#scenario=nodeport-snat&step=9' },
  { name: 'answered', hash: '#scenario=nodeport-snat', reach: toEnd },
  { name: 'dropped', hash: '#scenario=local-drops', reach: toEnd },
  { name: 'refused', hash: `#yaml=${encodeURIComponent(refused)}`, reach: toEnd },
  { name: 'unreachable', hash: `#yaml=${encodeURIComponent(unreachable)}`, reach: toEnd },
  { name: 'errors', hash: `#yaml=${encodeURIComponent(errors)}` },
  { name: 'empty', hash: '#yaml=%20' },
  {
    name: 'generations',
    hash: '#scenario=book-era&step=9',
    reach: async ({ page, name }) => {
      await page.getByRole('button', { name: name('changedRules') }).click()
      await page.getByRole('dialog').getByRole('table').waitFor()
    },
  },
  { name: 'palette', hash: '#scenario=nodeport-snat', reach: ({ page }) => page.keyboard.press('ControlOrMeta+k') },
  { name: 'keys', hash: '#scenario=nodeport-snat', reach: (explorer) => explorer.press('?') },
]
