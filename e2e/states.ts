import { expect } from '@playwright/test'
import type { Explorer } from './explorer.ts'

/** One thing the page can look like. */
export interface PageState {
  readonly name: string
  readonly hash: string
  /** What is still to be done once the hash is open. */
  readonly reach?: (explorer: Explorer) => Promise<void>
}

const toEnd = (explorer: Explorer) => explorer.toEnd()

/** Shows a tab of the left pane, wherever that is at this size of the window. */
const left =
  (name: 'cluster' | 'objects') =>
  async ({ page, word }: Explorer) => {
    const tab = page.getByRole('tab', { name: word(`pane.${name}`) })
    if (!(await tab.isVisible())) {
      const drawer = page.getByRole('button', { name: word('openEditor') })
      await ((await drawer.isVisible())
        ? drawer
        : page.getByRole('button', { name: word('yaml'), exact: true })
      ).click()
    }
    await tab.click()
    await expect(page.locator('.left .waiting')).toHaveCount(0)
  }

/** Shows the inspector where it is a pane of its own. */
const inspector = async ({ page, word }: Explorer) => {
  const packet = page.getByRole('navigation').getByRole('button', { name: word('packet'), exact: true })
  if (await packet.isVisible()) await packet.click()
  await page.locator('.right .waiting').waitFor({ state: 'hidden' })
}

const presenting = async (explorer: Explorer) => {
  await explorer.press('p')
  await explorer.page.locator('aside.rule-band').waitFor()
}

const podMenu = async ({ page }: Explorer) => {
  await page.locator('.cv-pod-box').first().focus()
  await page.keyboard.press('Enter')
  await page.locator('.pod-menu').waitFor()
}

/** By the palette, which is there at every size of the window. */
const thousand = async ({ page, word }: Explorer) => {
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('dialog').getByRole('combobox').fill(word('spread.open'))
  await page.keyboard.press('Enter')
  await page.locator('.spread tbody tr').first().waitFor()
}

/** Opens everything the rules panel can unfold. */
const allRules = async ({ page, word }: Explorer) => {
  const rules = page.getByRole('navigation').getByRole('button', { name: word('rules'), exact: true })
  if (await rules.isVisible()) await rules.click()
  await page.locator('.chain .lit .rule-tools button').first().click()
  await page.locator('.raw summary').click()
  await page.getByLabel(word('rule.search')).fill('30080')
}

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

/** A Service with an endpoint on most of so many nodes. */
const nodes = (count: number) => {
  const names = Array.from({ length: count }, (_, index) => `node${index + 1}`)
  const node = (name: string) => `apiVersion: v1\nkind: Node\nmetadata: { name: ${name} }\n`
  const text = [
    'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec:\n  type: NodePort\n  selector: { app: web }\n  ports: [{ port: 80, nodePort: 30080 }]\n',
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  replicas: ${count}\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [{ name: web, ports: [{ containerPort: 80 }] }] }\n`,
    ...names.map(node),
  ]
  return `#yaml=${encodeURIComponent(text.join('---\n'))}&step=9`
}

/** Every cell of the table of ways in is there. */
const allCells = ({ page }: Explorer) => expect(page.locator('.way-cell.pending')).toHaveCount(0)

/** At rest, on the way, every ending, and a text with errors. */
export const states: readonly PageState[] = [
  { name: 'at rest', hash: '#scenario=nodeport-snat' },
  { name: 'mid-flight', hash: '#scenario=nodeport-snat&step=9' },
  { name: 'answered', hash: '#scenario=nodeport-snat', reach: toEnd },
  { name: 'dropped', hash: '#scenario=local-drops', reach: toEnd },
  { name: 'refused', hash: `#yaml=${encodeURIComponent(refused)}`, reach: toEnd },
  { name: 'unreachable', hash: `#yaml=${encodeURIComponent(unreachable)}`, reach: toEnd },
  { name: 'load balancer', hash: '#scenario=load-balancer&step=4' },
  { name: 'ways in', hash: '#scenario=who-called-me&panel=ways', reach: allCells },
  { name: 'wrong answer', hash: '#scenario=why-snat', reach: toEnd },
  { name: 'loop', hash: '#scenario=external-ip-loop', reach: toEnd },
  { name: 'folded', hash: '#scenario=external-name&step=2' },
  { name: 'DNS answer', hash: '#scenario=external-name&step=11' },
  { name: 'ladder', hash: '#scenario=external-name&step=14&panel=lookup', reach: inspector },
  { name: 'name not found', hash: '#scenario=cannot-reach-by-dns', reach: toEnd },
  { name: 'five nodes', hash: nodes(5) },
  { name: 'thirty nodes', hash: nodes(30) },
  { name: 'earlier', hash: '#scenario=sticky-per-node', reach: toEnd },
  { name: 'errors', hash: `#yaml=${encodeURIComponent(errors)}` },
  { name: 'empty', hash: '#yaml=%20' },
  { name: 'cluster', hash: '#scenario=nodeport-snat', reach: left('cluster') },
  { name: 'objects', hash: '#scenario=nodeport-snat', reach: left('objects') },
  { name: 'all rules', hash: '#scenario=nodeport-snat&step=9', reach: allRules },
  { name: 'presenting', hash: '#scenario=nodeport-snat&step=9', reach: presenting },
  { name: 'comparing', hash: '#scenario=local-drops&compare=externalTrafficPolicy' },
  { name: 'conntrack', hash: '#scenario=nodeport-snat&step=16&panel=conntrack', reach: inspector },
  { name: 'endpoints', hash: '#scenario=nodeport-snat&step=16&panel=endpoints', reach: inspector },
  { name: 'routes', hash: '#scenario=nodeport-snat&step=16&panel=network', reach: inspector },
  { name: 'steps', hash: '#scenario=nodeport-snat&step=5&panel=steps&depth=story', reach: inspector },
  { name: 'a Pod’s menu', hash: '#scenario=nodeport-snat&step=9', reach: podMenu },
  { name: 'a thousand', hash: '#scenario=nodeport-snat', reach: thousand },
  {
    name: 'generations',
    hash: '#scenario=book-era&step=9',
    reach: async ({ page, word }) => {
      await page.getByRole('button', { name: word('changedRules') }).click()
      await page.getByRole('dialog').getByRole('table').waitFor()
    },
  },
  { name: 'palette', hash: '#scenario=nodeport-snat', reach: ({ page }) => page.keyboard.press('ControlOrMeta+k') },
  {
    name: 'about',
    hash: '#scenario=nodeport-snat',
    reach: async ({ page, word }) => {
      await page.keyboard.press('ControlOrMeta+k')
      await page.getByRole('dialog').getByRole('combobox').fill(word('command.about'))
      await page.keyboard.press('Enter')
      await page.locator('dialog.about').waitFor()
    },
  },
  { name: 'keys', hash: '#scenario=nodeport-snat', reach: (explorer) => explorer.press('?') },
]
