import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'

/** The model's folders, lowest first, and what each may import. The same table is in README.md. */
const floors: Readonly<Record<string, readonly string[]>> = {
  net: [],
  locales: [],
  netfilter: ['net'],
  manifest: ['net'],
  cluster: ['net', 'manifest'],
  dns: ['net', 'cluster'],
  proxy: ['net', 'netfilter', 'cluster'],
  network: ['net', 'netfilter', 'cluster'],
  trace: ['net', 'netfilter', 'network', 'dns'],
  explain: below('explain'),
  scene: below('scene'),
  session: below('session'),
}

function below(folder: string): readonly string[] {
  const all = [
    ...['net', 'locales', 'netfilter', 'manifest', 'cluster', 'dns'],
    ...['proxy', 'network', 'trace', 'explain', 'scene'],
  ]
  const at = all.indexOf(folder)
  return at < 0 ? all : all.slice(0, at)
}

/** Where a package may be imported. What is not listed may be imported nowhere in `src/`, `app/` and `cli/`. */
const packages: readonly { readonly name: RegExp; readonly places: RegExp }[] = [
  { name: /^ipaddr\.js$/, places: /^src\/net\// },
  { name: /^js-yaml$/, places: /^src\/manifest\// },
  { name: /^@noble\/hashes\//, places: /^src\// },
  { name: /^@xyflow\//, places: /^app\/canvas\// },
  { name: /^@(codemirror|lezer)\//, places: /^app\/editor\// },
  { name: /^(react|react-dom|zustand)(\/|$)/, places: /^app\// },
  // Written when the page is built: scripts/scenario-index.js.
  { name: /^virtual:scenario-index$/, places: /^app\/scenarios\.ts$/ },
  { name: /^node:/, places: /^cli\/|\.(test|arbitrary)\.tsx?$/ },
  { name: /^(vitest|fast-check|vite)$/, places: /\.(test|arbitrary)\.tsx?$/ },
]

/** Names under which things of no common meaning would gather. */
const namelessFolders = /(^|\/)(utils?|common|helpers?|lib|shared|types)\//

const lineLimit = 400
const medianLimit = 100

interface Source {
  /** From the project's root, with `/`. */
  readonly path: string
  readonly text: string
}

type Tree = { readonly type?: string; readonly [key: string]: unknown }

function visit(node: unknown, see: (node: Tree) => void): void {
  if (Array.isArray(node)) for (const child of node) visit(child, see)
  else if (node !== null && typeof node === 'object') {
    see(node as Tree)
    for (const child of Object.values(node)) visit(child, see)
  }
}

function parsed(source: Source): Tree {
  const { program, errors } = parseSync(source.path, source.text)
  if (errors[0]) throw new Error(`${source.path}: ${errors[0].message}`)
  return program as unknown as Tree
}

/** Every module a file names: static and dynamic imports, re-exports, types by `import()`. */
function imports(source: Source): readonly string[] {
  const found: string[] = []
  visit(parsed(source), (node) => {
    const from = (node.source ?? node.argument) as Tree | null | undefined
    if (/^(Import|Export|TSImportType)/.test(node.type ?? '') && typeof from?.value === 'string') found.push(from.value)
  })
  return found
}

/** Clocks, chance and language are arguments of the model; only `locales` may ask `Intl`. */
function impurities(source: Source): readonly string[] {
  if (!source.path.startsWith('src/') || /\.(test|arbitrary)\.ts$/.test(source.path)) return []
  const banned = new Set(['Date', 'performance', 'globalThis'])
  if (!source.path.startsWith('src/locales/')) banned.add('Intl')
  const found: string[] = []
  const notReferences = new Set<unknown>()
  visit(parsed(source), (node) => {
    if (node.computed === false) notReferences.add(node.property).add(node.key)
    const object = node.object as Tree | undefined
    const property = node.property as Tree | undefined
    const name = property?.name ?? property?.value
    if (node.type === 'MemberExpression' && object?.name === 'Math' && name === 'random') found.push('Math.random')
    if (node.type === 'MemberExpression' && /^(toLocale|localeCompare$)/.test(String(name))) found.push(String(name))
    if (node.type === 'Identifier' && banned.has(String(node.name)) && !notReferences.has(node)) {
      found.push(String(node.name))
    }
  })
  return found.map((name) => `${source.path} uses ${name}`)
}

/** Folder a file counts to: `src/net`, `app/canvas`; `src` and `app` for what lies directly in them. */
function folderOf(path: string): string {
  return path.split('/').slice(0, -1).slice(0, 2).join('/')
}

/** Why one file may not import another, or undefined when it may. */
function trespass(from: string, to: string): string | undefined {
  const [top, floor = ''] = folderOf(from).split('/')
  const [targetTop, targetFloor = ''] = folderOf(to).split('/')
  if (top === 'src') {
    if (targetTop !== 'src') return 'the model imports nothing but itself'
    if (floor === '' || floor === targetFloor) return undefined
    const allowed = floors[floor]
    if (!allowed) return `${floor} is no floor of the table`
    return allowed.includes(targetFloor) ? undefined : `${floor} may import ${allowed.join(', ') || 'nothing'}`
  }
  if (targetTop === 'src') return to === 'src/index.ts' ? undefined : 'only src/index.ts is open to it'
  if (targetTop !== top) return `${top} and ${targetTop} are separate programs`
  const ownOrOpen = floor === '' || floor === targetFloor || targetFloor === 'ui'
  if (ownOrOpen || (targetFloor === '' && to.endsWith('.ts'))) return undefined
  return floor === 'ui' ? 'ui knows no panel' : 'panels do not import each other'
}

/** The folders of one cycle, or undefined when there is none. */
function cycle(edges: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] | undefined {
  const done = new Set<string>()
  const search = (folder: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(folder)) return [...path.slice(path.indexOf(folder)), folder]
    if (done.has(folder)) return undefined
    for (const next of edges.get(folder) ?? []) {
      const found = search(next, [...path, folder])
      if (found) return found
    }
    done.add(folder)
    return undefined
  }
  for (const folder of edges.keys()) {
    const found = search(folder, [])
    if (found) return found
  }
  return undefined
}

/** Everything that breaks the rules of the house, one sentence each. */
function findings(sources: readonly Source[]): readonly string[] {
  const found: string[] = []
  const edges = new Map<string, Set<string>>()
  for (const source of sources) {
    found.push(...impurities(source))
    for (const specifier of imports(source)) {
      const bare = specifier.replace(/\?.*$/, '')
      if (!bare.startsWith('.')) {
        const places = packages.find(({ name }) => name.test(bare))?.places
        if (!places?.test(source.path)) found.push(`${source.path} imports ${bare}: not there`)
        continue
      }
      const target = posix.join(posix.dirname(source.path), bare)
      const reason = trespass(source.path, target)
      if (reason) found.push(`${source.path} imports ${target}: ${reason}`)
      const [from, to] = [folderOf(source.path), folderOf(target)]
      if (from.includes('/') && to.includes('/') && from !== to) edges.set(from, (edges.get(from) ?? new Set()).add(to))
    }
  }
  const circle = cycle(edges)
  if (circle) found.push(`cycle: ${circle.join(' → ')}`)
  return found
}

function tooLong(sources: readonly Source[]): readonly string[] {
  return sources.filter(({ text }) => lines(text) > lineLimit).map(({ path }) => `${path} is longer than ${lineLimit}`)
}

function lines(text: string): number {
  return text.split('\n').length - 1
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}

const root = fileURLToPath(new URL('..', import.meta.url))

function filesUnder(folder: string, names: RegExp): readonly Source[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && names.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: posix.relative(root, file), text: readFileSync(file, 'utf8') }))
}

const code = ['src', 'app', 'cli'].flatMap((folder) => filesUnder(folder, /\.tsx?$/))
const written = [...code, ...['scripts', 'e2e'].flatMap((folder) => filesUnder(folder, /\.(ts|js)$/))]

describe('the project', () => {
  test('keeps to its floors', () => {
    expect(findings(code)).toEqual([])
  })

  test('has short files', () => {
    expect(tooLong(written)).toEqual([])
    expect(median(written.map(({ text }) => lines(text)))).toBeLessThanOrEqual(medianLimit)
  })

  test.skipIf(!existsSync(join(root, '.git')))(
    'is seen whole: every file git knows was looked at, no folder is nameless',
    () => {
      const git = (...args: string[]) =>
        execFileSync('git', ['ls-files', ...args], { cwd: root, encoding: 'utf8' }).split('\n')
      const deleted = new Set(git('--deleted'))
      const listed = git().filter((path) => path !== '' && !deleted.has(path))
      const seen = new Set(code.map(({ path }) => path))
      expect(listed.filter((path) => /^(src|app|cli)\/.*\.tsx?$/.test(path) && !seen.has(path))).toEqual([])
      expect(seen.size).toBeGreaterThan(50)
      expect(listed.filter((path) => namelessFolders.test(path))).toEqual([])
    },
  )

  test('has the same table in src/README.md', () => {
    const text = readFileSync(join(root, 'src/README.md'), 'utf8')
    const rows = [...text.matchAll(/^\| `([a-z]+)` +\|.*\| ([^|]+?) +\|$/gm)].map(([, folder = '', allowed = '']) => {
      if (allowed === 'nothing') return [folder, []]
      return [folder, /what is below|all of these/.test(allowed) ? below(folder) : allowed.split(', ')]
    })
    expect(Object.fromEntries(rows)).toEqual(floors)
    expect(rows.map(([folder]) => folder)).toEqual(Object.keys(floors))
  })
})

describe('a planted violation is found', () => {
  const planted: readonly (readonly [path: string, text: string, finding: string])[] = [
    ['src/net/a.ts', "import { b } from '../cluster/b.ts'", 'net may import nothing'],
    ['src/proxy/a.ts', "export * from '../trace/b.ts'", 'proxy may import net, netfilter, cluster'],
    ['src/proxy/a.ts', "export type { B } from '../manifest/b.ts'", 'proxy may import net, netfilter, cluster'],
    ['src/trace/a.ts', "const b = await import('../cluster/b.ts')", 'trace may import'],
    ['src/trace/a.ts', "type B = import('../cluster/b.ts').B", 'trace may import'],
    ['src/extra/a.ts', "import '../net/b.ts'", 'no floor of the table'],
    ['src/net/a.ts', "import '../../app/b.ts'", 'imports nothing but itself'],
    ['src/cluster/a.ts', "import { load } from 'js-yaml'", 'js-yaml: not there'],
    ['src/session/a.ts', "import { readFileSync } from 'node:fs'", 'node:fs: not there'],
    ['src/net/a.ts', "import 'left-pad'", 'left-pad: not there'],
    ['src/net/a.ts', 'const now = new Date()', 'uses Date'],
    ['src/net/a.ts', 'const now = performance.now()', 'uses performance'],
    ['src/net/a.ts', 'const x = Math.random()', 'uses Math.random'],
    ['src/net/a.ts', "const x = Math['random']()", 'uses Math.random'],
    ['src/net/a.ts', 'const x = globalThis.Date', 'uses globalThis'],
    ['src/net/a.ts', 'const x = (1).toLocaleString()', 'uses toLocaleString'],
    ['src/explain/a.ts', "const x = new Intl.PluralRules('en')", 'uses Intl'],
    ['app/rules/a.tsx', "import { Canvas } from '../canvas/canvas.tsx'", 'panels do not import each other'],
    ['app/rules/a.tsx', "import { App } from '../App.tsx'", 'panels do not import each other'],
    ['app/ui/a.tsx', "import { Canvas } from '../canvas/canvas.tsx'", 'ui knows no panel'],
    ['app/rules/a.tsx', "import { Handle } from '@xyflow/react'", '@xyflow/react: not there'],
    ['app/rules/a.tsx', "import('@codemirror/view')", '@codemirror/view: not there'],
    ['app/store.ts', "import { parseCidr } from '../src/net/cidr.ts'", 'only src/index.ts is open'],
    ['cli/a.ts', "import { parseCidr } from '../src/net/cidr.ts'", 'only src/index.ts is open'],
    ['cli/a.ts', "import { store } from '../app/store.ts'", 'separate programs'],
  ]
  test.each(planted)('%s: %s', (path, text, finding) => {
    expect(findings([{ path, text }]).join('\n')).toContain(finding)
  })

  test('a cycle between folders', () => {
    const there = { path: 'app/canvas/a.ts', text: "import '../editor/b.ts'" }
    const back = { path: 'app/editor/b.ts', text: "import '../canvas/a.ts'" }
    expect(findings([there, back])).toContain('cycle: app/canvas → app/editor → app/canvas')
  })

  test('a file that is too long, and a nameless folder', () => {
    expect(tooLong([{ path: 'src/net/a.ts', text: '\n'.repeat(lineLimit + 1) }])).toHaveLength(1)
    expect(namelessFolders.test('app/utils/a.ts')).toBe(true)
  })

  test('what only looks like one is not', () => {
    const text =
      '// new Date()\nconst s = \'Math.random() import x from "../trace/y.ts"\'\nexport const o = { Date: s, Intl: 1 }'
    expect(findings([{ path: 'src/net/a.ts', text: `${text}\nexport const d = o.Date` }])).toEqual([])
    expect(findings([{ path: 'src/locales/a.ts', text: "export const x = new Intl.PluralRules('en')" }])).toEqual([])
    expect(findings([{ path: 'app/rules/a.tsx', text: "import { Chip } from '../ui/chip.tsx'" }])).toEqual([])
    expect(findings([{ path: 'app/rules/a.tsx', text: "import { store } from '../store.ts'" }])).toEqual([])
  })
})

describe('the documents', () => {
  const documents = ['README.md', 'src/README.md'].filter((path) => existsSync(join(root, path)))

  test.each(documents)('%s links only to what exists', (path) => {
    const text = readFileSync(join(root, path), 'utf8')
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
    const own = targets.filter((target) => !/^[a-z]+:/.test(target))
    expect(own.filter((target) => !linkResolves(path, target))).toEqual([])
  })

  test('a broken link is found', () => {
    expect(linkResolves('README.md', 'src/nowhere.md')).toBe(false)
    expect(linkResolves('src/README.md', '#no-such-heading')).toBe(false)
  })
})

/** Whether a link's file exists and, with `#`, has that heading. */
function linkResolves(document: string, target: string): boolean {
  const [file = '', heading] = target.split('#')
  const path = join(root, file === '' ? document : join(dirname(document), file))
  if (!existsSync(path)) return false
  if (heading === undefined) return true
  const anchors = [...readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )
  return anchors.includes(heading)
}
