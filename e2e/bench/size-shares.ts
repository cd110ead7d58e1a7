import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'

/** What is shown before anything is pressed, the editor left out. */
const shown = ['index.html', 'app/canvas/Canvas.tsx', 'app/rules/RulesPanel.tsx']

/**
 * Which packages, and which folders of this program, the gzipped kilobytes of the page and its picture belong to, most
 * first. A chunk's gzipped size is shared among its modules by their length before it is minified.
 */
export async function sizeShares(root: string): Promise<readonly (readonly [name: string, kilobytes: number])[]> {
  const built = (await build({ root, logLevel: 'error', build: { write: false } })) as Rolldown.RolldownOutput
  const chunks = new Map(
    built.output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])),
  )
  const wanted = new Set<Rolldown.OutputChunk>()
  const take = (chunk: Rolldown.OutputChunk | undefined): void => {
    if (!chunk || wanted.has(chunk)) return
    wanted.add(chunk)
    for (const name of chunk.imports) take(chunks.get(name))
  }
  for (const chunk of chunks.values()) {
    if (shown.some((file) => chunk.facadeModuleId?.endsWith(file))) take(chunk)
  }
  const shares = new Map<string, number>()
  for (const chunk of wanted) {
    const kilobytes = gzipSync(chunk.code, { level: 9 }).length / 1000
    const modules = Object.entries(chunk.modules)
    const whole = modules.reduce((sum, [, { renderedLength }]) => sum + renderedLength, 0)
    for (const [id, { renderedLength }] of modules) {
      const name = ownerOf(id)
      shares.set(name, (shares.get(name) ?? 0) + (kilobytes * renderedLength) / Math.max(1, whole))
    }
  }
  return [...shares].sort((a, b) => b[1] - a[1])
}

/** d3 comes with React Flow, which alone asks for it. */
function ownerOf(id: string): string {
  const packaged = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1]
  if (packaged === undefined) return /\/(src\/[\w-]+|app)\//.exec(id)?.[1] ?? 'the build'
  return packaged.startsWith('d3-') || packaged.startsWith('@xyflow/') ? '@xyflow/react' : packaged
}
