import { setUp } from './set-up.js'

setUp()
const { createServer } = await import('vite')
const server = await createServer()
await server.listen()
server.printUrls()
