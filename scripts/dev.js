import { setUp } from './set-up.js'

if (!setUp()) process.exit(1)
const { createServer } = await import('vite')
const server = await createServer()
await server.listen()
server.printUrls()
