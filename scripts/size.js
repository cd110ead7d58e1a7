import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from './fingerprint.js'

/** Budgets in kB of gzipped JavaScript. */
const budgets = { page: 220, editor: 140 }

const manifest = JSON.parse(readFileSync(join(root, 'dist/.vite/manifest.json'), 'utf8'))
const entry = Object.values(manifest).find((chunk) => chunk.isEntry)
const page = closure(entry, new Set())
const editor = new Set(Object.values(manifest).filter((chunk) => chunk.isDynamicEntry).flatMap((chunk) => [...closure(chunk, new Set())]))
for (const file of page) editor.delete(file)
const sizes = { page: total(page), editor: total(editor) }
for (const [name, size] of Object.entries(sizes)) {
  console.log(`${name}: ${size.toFixed(1)} of ${budgets[name]} kB`)
  if (size > budgets[name]) process.exitCode = 1
}

function closure(chunk, seen) {
  if (!chunk || seen.has(chunk.file)) return seen
  seen.add(chunk.file)
  for (const name of chunk.imports ?? []) closure(manifest[name], seen)
  return seen
}

function total(files) {
  return [...files].filter((file) => file.endsWith('.js')).reduce((sum, file) => sum + gzipSync(readFileSync(join(root, 'dist', file)), { level: 9 }).length / 1000, 0)
}
