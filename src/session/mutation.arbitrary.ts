import type { Random } from '../trace/random.ts'

/** Draws for one mutation after the other. */
class Dice {
  private readonly random: Random

  constructor(random: Random) {
    this.random = random
  }

  below(limit: number): number {
    return Math.floor(this.random() * limit)
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }
}

type Mutation = (text: string, dice: Dice, others: readonly string[]) => string

const odd = [
  ...[
    '"',
    "'",
    '\\',
    '\\"',
    '`',
    '!',
    '! !',
    ',',
    ':',
    '::',
    '/',
    '-',
    '--',
    '#',
    '*',
    '[',
    ']',
    '[0:0]',
    '{',
    '}',
    '&a',
    '*a',
  ],
  ...[
    '|',
    '>',
    '?',
    '%',
    '@',
    '\t',
    '\r',
    '\r\n',
    '\0',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\ud800',
    '\udc00',
    'é',
    '节点',
    '🐙',
    'ﷺ',
  ],
  ...[
    '\u202e',
    'a\u0301',
    '\x1b[31m',
    'COMMIT',
    '*nat',
    '---',
    '...',
    '<<:',
    'null',
    '~',
    'true',
    'NaN',
    '__proto__',
    'constructor',
  ],
]
const numbers = [
  ...['0', '-1', '-0', '00', '08', '0x', '0xffffffff', '4294967295', '4294967296', '2147483648', '9007199254740993'],
  ...[
    '99999999999999999999999999',
    '1e9',
    '1e999',
    '.5',
    '5.',
    '1_000',
    '65535',
    '65536',
    '255.255.255.255',
    '::',
    '1/0',
    '/129',
  ],
]

/** What may happen to a text on its way here; each kind is as likely as any other. */
const mutations: readonly Mutation[] = [
  function flip(text, dice) {
    const at = dice.below(text.length)
    const code = text.charCodeAt(at) ^ (1 << dice.below(8))
    return splice(text, at, 1, String.fromCharCode(code))
  },
  function deleteLine(text, dice) {
    const lines = text.split('\n')
    lines.splice(dice.below(lines.length), 1 + dice.below(3))
    return lines.join('\n')
  },
  function repeatLine(text, dice) {
    const lines = text.split('\n')
    const at = dice.below(lines.length)
    const times = dice.below(20) === 0 ? 200 : 1 + dice.below(3)
    lines.splice(at, 0, ...Array<string>(times).fill(lines[at] ?? ''))
    return lines.join('\n')
  },
  function swapLines(text, dice) {
    const lines = text.split('\n')
    const [a, b] = [dice.below(lines.length), dice.below(lines.length)]
    const kept = lines[a] ?? ''
    lines[a] = lines[b] ?? ''
    lines[b] = kept
    return lines.join('\n')
  },
  function joinLines(text, dice) {
    const at = text.indexOf('\n', dice.below(text.length))
    return at < 0 ? text : splice(text, at, 1, dice.of([' ', '']))
  },
  function foreignTokens(text, dice, others) {
    const other = dice.of(others)
    const start = dice.below(other.length)
    const words = other
      .slice(start, start + 400)
      .split(/(?<=\s)/)
      .slice(0, 1 + dice.below(8))
    return splice(text, wordStart(text, dice), 0, words.join(''))
  },
  function foreignLines(text, dice, others) {
    const other = dice.of(others).split('\n')
    const start = dice.below(other.length)
    const lines = text.split('\n')
    lines.splice(dice.below(lines.length), dice.below(3), ...other.slice(start, start + 1 + dice.below(30)))
    return lines.join('\n')
  },
  function swapTokens(text, dice) {
    const [a, b] = [wordStart(text, dice), wordStart(text, dice)].sort((x, y) => x - y) as [number, number]
    const [first = '', second = ''] = [
      /^\S*/.exec(text.slice(a, a + 200))?.[0],
      /^\S*/.exec(text.slice(b, b + 200))?.[0],
    ]
    if (a + first.length > b) return text
    return text.slice(0, a) + second + text.slice(a + first.length, b) + first + text.slice(b + second.length)
  },
  function deleteToken(text, dice) {
    const at = wordStart(text, dice)
    return splice(text, at, /^\S*\s?/.exec(text.slice(at, at + 200))?.[0].length ?? 0, '')
  },
  function truncate(text, dice) {
    return text.slice(0, dice.below(text.length))
  },
  function oddCharacters(text, dice) {
    return splice(text, dice.below(text.length), dice.below(2), dice.of(odd).repeat(1 + dice.below(3)))
  },
  function oddNumber(text, dice) {
    const number = /\d+/g
    number.lastIndex = dice.below(text.length)
    const found = number.exec(text)
    return found ? splice(text, found.index, found[0].length, dice.of(numbers)) : text
  },
  function longLine(text, dice) {
    const piece = dice.of([...odd, 'x', ' ', '-m comment ', '1,', '-s 10.0.0.1 ', '[', '{a: ', '- ', '"a" ', '! '])
    return splice(text, dice.below(text.length), 0, piece.repeat(500 + dice.below(4000)))
  },
  function unquote(text, dice) {
    const at = text.indexOf(dice.of(['"', "'"]), dice.below(text.length))
    return at < 0 ? text : splice(text, at, 1, '')
  },
  function indent(text, dice) {
    const at = text.indexOf('\n', dice.below(text.length))
    return at < 0 ? text : splice(text, at + 1, dice.below(3), dice.of(['', ' ', '  ', '\t', '      ']))
  },
]

/** How much longer a mutant may be: what takes long for its size alone says nothing about how it is read. */
const growth = 60_000

/** A text after one to four mutations; `others` are the texts that pieces may come from. */
export function mutate(text: string, random: Random, others: readonly string[]): string {
  const dice = new Dice(random)
  let mutated = text
  for (let left = 1 + dice.below(4); left > 0; left--) {
    const next = dice.of(mutations)(mutated, dice, others)
    if (next.length <= text.length + growth) mutated = next
  }
  return mutated
}

function splice(text: string, at: number, remove: number, insert: string): string {
  return text.slice(0, at) + insert + text.slice(at + remove)
}

/** Where some word begins. */
function wordStart(text: string, dice: Dice): number {
  const at = dice.below(text.length)
  const blank = text.slice(at, at + 200).search(/\s\S/)
  return blank < 0 ? at : at + blank + 1
}
