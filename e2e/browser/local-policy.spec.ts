import { expect, test } from '../fixtures.ts'

test('a node without a Pod drops what externalTrafficPolicy: Local sends it, and the client waits', async ({
  explorer,
  page,
}) => {
  await explorer.open('#scenario=local-drops')
  const captions = await explorer.allCaptions()
  expect(captions.some((caption) => /^node2 .*dropped/i.test(caption))).toBe(true)
  expect(captions.at(-1)).toContain('Timed out. client sent')
  await expect(page.getByText(/client waits/)).toBeVisible()
  await expect(page.getByText('What to do')).toBeVisible()
})

test('the node with the Pod keeps the address of the client', async ({ explorer }) => {
  await explorer.open('#scenario=local-drops')
  await explorer.to.selectOption('node1:30080')
  await explorer.toEnd()
  await explorer.expectCaption(/Answered\. web-1 served client and saw 203\.0\.113\.10:40000 as the source\.$/)
})

test('the policy is one word in the text: with Cluster any node answers, at the price of the address', async ({
  explorer,
}) => {
  const text = (policy: string) => `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  type: NodePort
  externalTrafficPolicy: ${policy}
  selector: { app: web }
  ports: [{ port: 80, nodePort: 30080 }]
---
apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web } }
spec: { nodeName: node1, containers: [{ name: web, ports: [{ containerPort: 80 }] }] }
---
apiVersion: packetwalk/v1
kind: Lab
spec: { request: { to: "node2:30080" } }
`
  await explorer.openYaml(text('Local'))
  await explorer.toEnd()
  await explorer.expectCaption('Timed out.')
  await explorer.pasteYaml(text('Cluster'))
  await explorer.toEnd()
  await explorer.expectCaption(/Answered\. web served client and saw 192\.168\.0\.12:\d+ as the source\.$/)
})
