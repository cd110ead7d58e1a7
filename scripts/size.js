import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from './root.js'

/**
 * @typedef {{ readonly file: string, readonly isEntry?: boolean, readonly isDynamicEntry?: boolean, readonly imports?: readonly string[] }} Chunk
 */

/**
 * kB of gzipped JavaScript: what the first paint waits for, the picture and its rules, the editor, the words of another
 * language, and all that only some people open.
 */
const budgets = { page: 220, view: 90, editor: 140, words: 20, panels: 52, scenario: 3 }

/** @type {Readonly<Record<string, Chunk>>} */
const manifest = JSON.parse(readFileSync(join(root, 'dist/.vite/manifest.json'), 'utf8'))
const chunks = Object.values(manifest)
/** Texts of which a reader fetches the one that is opened. */
const scenarios = Object.entries(manifest).flatMap(([name, chunk]) => (name.includes('/scenarios/') ? chunk : []))
const page = filesOf(chunks.filter((chunk) => chunk.isEntry))
const parts = {
  page,
  view: filesOf([manifest['app/canvas/Canvas.tsx'], manifest['app/rules/RulesPanel.tsx']]),
  editor: filesOf([manifest['app/editor/Editor.tsx']]),
  words: filesOf(chunks.filter((chunk) => chunk.isDynamicEntry && /zh-CN/.test(chunk.file))),
  panels: filesOf(chunks.filter((chunk) => chunk.isDynamicEntry && !scenarios.includes(chunk))),
}
/** @type {Set<string>} */
const counted = new Set()
for (const name of /** @type {const} */ (['page', 'view', 'editor', 'words', 'panels'])) {
  // What comes with an earlier part is there already.
  const kilobytes = size([...parts[name]].filter((file) => !counted.has(file)))
  for (const file of parts[name]) counted.add(file)
  const over = kilobytes > budgets[name]
  console.log(`${name}: ${kilobytes.toFixed(1)} of ${budgets[name]} kB${over ? ': too large' : ''}`)
  if (over) process.exitCode = 1
}
const longest = Math.max(...scenarios.map(({ file }) => size([file])))
console.log(`longest scenario: ${longest.toFixed(1)} of ${budgets.scenario} kB`)
if (longest > budgets.scenario || scenarios.length === 0) process.exitCode = 1
if (page.size === 0) throw new Error('dist/ has no entry: was the page built?')

/**
 * The chunks' files and those of everything they import.
 * @param {readonly (Chunk | undefined)[]} from
 * @param {Set<string>} seen
 */
function filesOf(from, seen = new Set()) {
  for (const chunk of from) {
    if (!chunk || seen.has(chunk.file)) continue
    seen.add(chunk.file)
    filesOf(
      (chunk.imports ?? []).map((name) => manifest[name]),
      seen,
    )
  }
  return seen
}

/** @param {readonly string[]} files */
function size(files) {
  const scripts = files.filter((file) => file.endsWith('.js'))
  const bytes = scripts.map((file) => gzipSync(readFileSync(join(root, 'dist', file)), { level: 9 }).length)
  return bytes.reduce((sum, each) => sum + each, 0) / 1000
}
