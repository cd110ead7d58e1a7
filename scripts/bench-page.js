import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildPage } from './build-page.js'
import { root } from './root.js'

// Beside the modules, so that the bench finds Playwright.
const cache = join(root, 'node_modules/.cache/packetwalk/bench')
const pages = 'e2e/bench/page'
const { build } = await import('vite')

await buildPage()
// Not minified, so that a profile names functions as the source does.
await buildPages('site', ['index.html', `${pages}/canvas.html`, `${pages}/bare.html`])
await buildPages('editor', [`${pages}/editor.html`], [detached()])
await build({
  root,
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  build: {
    ssr: 'e2e/bench/page-bench.ts',
    outDir: join(cache, 'run'),
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'bench.mjs' } },
  },
})
const { benchPage } = await import(pathToFileURL(join(cache, 'run/bench.mjs')).href)
await benchPage({ root, site: join(cache, 'site'), editor: join(cache, 'editor') })

/**
 * @param {string} name
 * @param {readonly string[]} input
 * @param {import('vite').PluginOption[]} plugins
 */
function buildPages(name, input, plugins = []) {
  return build({
    root,
    logLevel: 'error',
    plugins,
    build: {
      outDir: join(cache, name),
      emptyOutDir: true,
      minify: false,
      manifest: false,
      rolldownOptions: { input: input.map((file) => join(root, file)) },
    },
  })
}

/** Gives the editor something that never changes in the place of what its text comes to. */
function detached() {
  return {
    name: 'detached',
    enforce: /** @type {const} */ ('pre'),
    /** @param {string} id @param {string} [importer] */
    resolveId(id, importer) {
      const derived = importer && resolve(importer, '..', id) === join(root, 'app/derived.ts')
      return derived ? join(root, pages, 'detached.ts') : undefined
    },
  }
}
