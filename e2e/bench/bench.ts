import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Address } from '../../src/net/address.ts'
import { chainsByName, indexChain, isIndexed, type Selection } from '../../src/netfilter/chain-index.ts'
import { parseRuleset } from '../../src/netfilter/parse.ts'
import { printDocument } from '../../src/netfilter/print-document.ts'
import type { Ruleset } from '../../src/netfilter/ruleset.ts'
import { nodeDocument } from '../../src/proxy/node-document.ts'
import { createWalker } from '../../src/session/walker.ts'
import { manyManifests } from './many-manifests.ts'
import { manyServices, serviceAddress } from './many-services.ts'
import { heapOf, timed } from './measure.ts'
import { median } from './median.ts'
import { linear, walkPacket } from './packet-walk.ts'
import { type RestoreTool, reasonToSkip, restoreTest, restoreTools } from './restore-test.ts'

const sizes = [1000, 5000, 10_000] as const
const rounds = 5
/** Rounds of the smallest size before anything is measured. */
const warmUps = 3
/** Walks are short: so many packets, each to another Service, make one figure; linear ones are less short. */
const packets = 1000
const linearPackets = 100

const work = ['compile', 'parse', 'index', 'walk', 'linear walk', ...restoreTools] as const
type Work = (typeof work)[number]
type Figures = Readonly<Record<Work, number>>

const [mode, size] = process.argv.slice(2)
if (mode === 'cold') console.log(JSON.stringify(coldStart(Number(size))))
else compareAll()

function compareAll(): void {
  const skipped = new Map<RestoreTool, string>()
  for (const tool of restoreTools) {
    const reason = reasonToSkip(tool)
    if (reason === undefined) continue
    skipped.set(tool, reason)
    console.log(`${tool} --test is skipped: ${reason}`)
  }
  const tools = restoreTools.filter((tool) => !skipped.has(tool))
  console.log(`Milliseconds, median of ${rounds} in one warm process, all kinds of work taking turns;`)
  console.log('in brackets the first run of a process of its own. Walks are per packet.\n')
  for (let round = 0; round < warmUps; round++) {
    const { ruleset } = parseRuleset(printDocument(nodeDocument(manyServices(sizes[0], -round), 'node1')))
    walkAll(ruleset, spread(packets, sizes[0]))
  }
  row(['Services', 'rules', 'text', ...work, 'heap per rule'])
  const all = new Map(sizes.map((count) => [count, compareAt(count, tools)]))
  ratios(all, tools)
  pageScale()
}

function compareAt(count: number, tools: readonly RestoreTool[]): Figures {
  const taken = new Map<Work, number[]>(work.map((name) => [name, []]))
  const note = (name: Work, ms: number): void => {
    taken.get(name)?.push(ms)
  }
  let text = ''
  let rules = 0
  for (let round = 1; round <= rounds; round++) {
    const cluster = manyServices(count, round)
    const compiled = timed(() => printDocument(nodeDocument(cluster, 'node1')))
    note('compile', compiled.ms)
    text = compiled.result
    for (const tool of tools) note(tool, timed(() => restoreTest(tool, text)).ms)
    const parsed = timed(() => parseRuleset(text).ruleset)
    note('parse', parsed.ms)
    const ruleset = parsed.result
    rules = rulesOf(ruleset)
    note('index', timed(() => indexAll(ruleset)).ms)
    note('walk', timed(() => walkAll(ruleset, spread(packets, count))).ms / packets)
    note('linear walk', timed(() => walkAll(ruleset, spread(linearPackets, count), linear)).ms / linearPackets)
  }
  const cold = fromOwnProcess(count)
  const heap = heapOf(() => {
    const { ruleset } = parseRuleset(text)
    indexAll(ruleset)
    return ruleset
  })
  const figures = Object.fromEntries(work.map((name) => [name, median(taken.get(name) ?? [])])) as Figures
  const shown = work.map((name) => {
    const first = cold[name]
    return `${milliseconds(figures[name])}${first === undefined ? '' : ` (${milliseconds(first)})`}`
  })
  row([`${count}`, `${rules}`, `${Math.round(text.length / 1024)} kB`, ...shown, `${Math.round(heap / rules)} B`])
  return figures
}

/** What the same costs when nothing is warm: the process has run nothing before. */
function fromOwnProcess(count: number): Partial<Figures> {
  const { stdout } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), 'cold', `${count}`], {
    encoding: 'utf8',
  })
  return JSON.parse(stdout)
}

function coldStart(count: number): Partial<Figures> {
  const cluster = manyServices(count, 0)
  const compiled = timed(() => printDocument(nodeDocument(cluster, 'node1')))
  const parsed = timed(() => parseRuleset(compiled.result).ruleset)
  return { compile: compiled.ms, parse: parsed.ms }
}

function indexAll(ruleset: Ruleset): void {
  for (const table of ruleset.tables) {
    for (const chain of chainsByName(table).values()) if (isIndexed(chain)) indexChain(chain)
  }
}

/** Addresses of so many Services, from the first to the last. */
function spread(wanted: number, count: number): readonly Address[] {
  return Array.from({ length: wanted }, (_, i) => serviceAddress(Math.floor(((i + 0.5) * count) / wanted)))
}

function walkAll(ruleset: Ruleset, to: readonly Address[], select?: Selection): void {
  for (const address of to) walkPacket(ruleset, address, select)
}

function rulesOf(ruleset: Ruleset): number {
  return ruleset.tables.reduce((sum, table) => sum + table.chains.reduce((n, chain) => n + chain.rules.length, 0), 0)
}

function ratios(all: ReadonlyMap<number, Figures>, tools: readonly RestoreTool[]): void {
  console.log()
  for (const [count, figures] of all) {
    for (const name of ['compile', 'parse'] as const) {
      for (const tool of tools) {
        const limit = tool === 'iptables-legacy-restore' ? 0.5 : undefined
        ratio(`${count} Services: ${name}`, `${tool} --test`, figures[name] / figures[tool], limit)
      }
    }
  }
  const small = all.get(sizes[0])
  const large = all.get(sizes[2])
  if (!small || !large) return
  ratio(`${sizes[2]} Services: walk`, 'the linear walk', large.walk / large['linear walk'], 0.01)
  ratio(`${sizes[2]} Services: walk`, `the walk at ${sizes[0]}`, large.walk / small.walk, 2)
}

function ratio(what: string, baseline: string, value: number, limit?: number): void {
  const judged = limit === undefined ? '' : `, at most ${limit} wanted: ${value <= limit ? 'met' : 'MISSED'}`
  console.log(`${what} takes ${value.toPrecision(2)} × ${baseline}${judged}`)
}

/** From YAML to the first walk, as the page does it. */
function pageScale(): void {
  console.log('\nFrom text to walk, as the page does it:')
  let before: number | undefined
  for (const count of [125, 250, 500, 1000]) {
    const text = manyManifests(count)
    const request = { from: 'client', to: 'svc/default/service-0:80' }
    const ms = median(Array.from({ length: 3 }, () => timed(() => createWalker()(text, request)).ms))
    const grown = before === undefined ? '' : `, ${(ms / before).toFixed(1)} × the half`
    console.log(`${count} Services: ${Math.round(ms)} ms${grown}`)
    before = ms
  }
}

function milliseconds(ms: number): string {
  if (Number.isNaN(ms)) return '-'
  return ms < 1 ? ms.toPrecision(2) : ms.toFixed(ms < 10 ? 1 : 0)
}

function row(cells: readonly string[]): void {
  const widths = [8, 6, 8, 12, 12, 8, 8, 12, 24, 22, 14]
  console.log(cells.map((cell, i) => cell.padStart(widths[i] ?? 0)).join(' '))
}
