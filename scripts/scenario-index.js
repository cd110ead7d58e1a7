import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { root } from './root.js'

const folder = join(root, 'public/scenarios')
const name = 'virtual:scenario-index'

/**
 * Vite's plugin for `virtual:scenario-index`: id, titles and length of every scenario, so that the page can offer them
 * before any of their texts is fetched.
 * @returns {import('vite').Plugin}
 */
export function scenarioIndex() {
  return {
    name: 'scenario-index',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? `export const scenarioIndex = ${JSON.stringify(readIndex())}` : undefined),
  }
}

function readIndex() {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'))
  return files.map((file) => {
    const text = readFileSync(join(folder, file), 'utf8')
    return { id: file.slice(0, -'.yaml'.length), title: titleOf(text), length: text.length }
  })
}

/**
 * The Lab's title. Some scenarios are wrong on purpose: a document that cannot be read has none.
 * @param {string} text
 * @returns {Readonly<Record<string, string>>}
 */
function titleOf(text) {
  for (const part of text.split(/^---$/m)) {
    try {
      const document = /** @type {any} */ (load(part))
      if (document?.kind === 'Lab') return document.spec?.title ?? {}
    } catch {}
  }
  return {}
}
