import fc from 'fast-check'
import type { Json, JsonObject } from './manifest.ts'
import type { Path } from './position.ts'
import { flowText } from './yaml-text.ts'

/** A spec of a Lab, and the same written by somebody with their own style. */
export interface WrittenLab {
  readonly spec: JsonObject
  readonly text: string
}

const names = ['router', 'routes', 'to', 'via', 'hosts', 'name', 'addresses', 'client', 'odd key', 'on', 'x-1'] as const
const scalars: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>('node2', '80.11.12.10/32', '10', 'true', 'a: b', '# no comment', '10s', '1:30', '', 'ü, “”'),
  fc.integer({ min: -5, max: 70000 }),
  fc.boolean(),
)

const { value } = fc.letrec<{ value: Json; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'lab' },
    scalars,
    fc.array(tie('value'), { maxLength: 3, depthIdentifier: 'lab' }),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 4, depthIdentifier: 'lab' }),
}))

const object = fc.dictionary(fc.constantFrom(...names), value, { minKeys: 1, maxKeys: 4 })

/** How one writer writes; each choice is drawn from `draws` in turn. */
interface Style {
  readonly draws: readonly number[]
  readonly width: number
  readonly dashIndented: boolean
  readonly lineBreak: string
}

/** Values below this path are never commented, so that a test can tell which comments must stay. */
class Writer {
  private at = 0
  private comments = 0
  private readonly style: Style

  constructor(style: Style) {
    this.style = style
  }

  /** Lines of a field or item: `head` is `key:` or `-`, and stands at `indent`. */
  entry(head: string, item: Json, indent: number): readonly string[] {
    const pad = ' '.repeat(indent)
    const above = this.chance(5) ? [`${pad}${this.comment()}`] : []
    const tail = this.chance(4) ? ` ${this.comment()}` : ''
    const isBlock = typeof item === 'object' && item !== null && Object.keys(item).length > 0 && !this.chance(3)
    if (!isBlock) {
      const quoted =
        typeof item === 'string' && item !== '' && this.chance(4) ? `'${item.replaceAll("'", "''")}'` : undefined
      return [...above, `${pad}${head} ${quoted ?? flowText(item)}${tail}`]
    }
    const deeper = indent + (head === '-' ? 2 : this.style.width)
    const inside = Array.isArray(item)
      ? this.list(item, head === '-' ? deeper : indent + (this.style.dashIndented ? this.style.width : 0))
      : this.fields(item as JsonObject, deeper)
    // The first line of a mapping moves up behind the dash, when no comment stands before it.
    const [first = '', ...rest] = inside
    if (head === '-' && !Array.isArray(item) && !first.trim().startsWith('#'))
      return [...above, `${pad}- ${first.slice(deeper)}`, ...rest]
    return [...above, `${pad}${head}${tail}`, ...inside]
  }

  fields(item: JsonObject, indent: number): readonly string[] {
    return Object.entries(item).flatMap(([key, inside]) => this.entry(`${flowText(key)}:`, inside, indent))
  }

  private list(items: readonly Json[], indent: number): readonly string[] {
    return items.flatMap((item) => this.entry('-', item, indent))
  }

  private chance(outOf: number): boolean {
    const draw = this.style.draws[this.at++ % this.style.draws.length] ?? 1
    return draw % outOf === 0
  }

  private comment(): string {
    return `# note ${++this.comments}`
  }
}

const style: fc.Arbitrary<Style> = fc.record({
  draws: fc.array(fc.nat(59), { minLength: 7, maxLength: 23 }),
  width: fc.constantFrom(2, 4),
  dashIndented: fc.boolean(),
  lineBreak: fc.constantFrom('\n', '\r\n'),
})

/** A Lab between two other documents, in any mixture of block and flow style, with comments, in either kind of lines. */
export const writtenLab: fc.Arbitrary<WrittenLab> = fc.tuple(object, style, fc.boolean()).map(([spec, how, last]) => {
  const lines = [
    '# the Service',
    'apiVersion: v1',
    'kind: Service',
    'metadata: { name: web } # its name',
    'spec: { ports: [{ port: 80 }] }',
    '---',
    'apiVersion: packetwalk/v1',
    'kind: Lab',
    ...new Writer(how).entry('spec:', spec, 0),
    ...(last ? [] : ['---', '# a node', 'apiVersion: v1', 'kind: Node', 'metadata: { name: node1 }', '']),
  ]
  return { spec, text: lines.join(how.lineBreak) }
})

/** Every place of a value: paths of fields and items, deepest included. */
export function pathsOf(item: Json, path: Path = []): readonly Path[] {
  if (typeof item !== 'object' || item === null) return [path]
  const steps: readonly (string | number)[] = Array.isArray(item) ? item.map((_, i) => i) : Object.keys(item)
  const inside = steps.flatMap((step) => pathsOf((item as { [key: string]: Json })[step] as Json, [...path, step]))
  return path.length === 0 ? inside : [path, ...inside]
}

/** New values of every shape. */
export const newValue = value
