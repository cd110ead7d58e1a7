import { describe, expect, test } from 'vitest'
import css from './tokens.css?raw'

/** The tokens of each theme, as they stand in tokens.css. */
const themes = {
  light: tokensIn(/^:root \{([^}]*)\}/m),
  dark: tokensIn(/:root\[data-theme="dark"\] \{([^}]*)\}/),
  projector: tokensIn(/:root\[data-theme="projector"\] \{([^}]*)\}/),
}

function tokensIn(block: RegExp): ReadonlyMap<string, string> {
  const body = block.exec(css)?.[1] ?? ''
  return new Map([...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]))
}

type Colour = readonly [number, number, number]

/** Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB. */
const visions: Readonly<Record<string, readonly Colour[]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

function linear(hex: string): Colour {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

function seen([r, g, b]: Colour, matrix: readonly Colour[]): Colour {
  const row = ([x, y, z]: Colour) => Math.min(1, Math.max(0, x * r + y * g + z * b))
  const [first = [1, 0, 0], second = [0, 1, 0], third = [0, 0, 1]] = matrix as readonly Colour[]
  return [row(first as Colour), row(second as Colour), row(third as Colour)]
}

/** Ottosson's OKLab. */
function oklab([r, g, b]: Colour): Colour {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function distance(a: string, b: string, matrix: readonly Colour[]): number {
  const [x, y] = [oklab(seen(linear(a), matrix)), oklab(seen(linear(b), matrix))]
  return Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2])
}

function contrast(a: string, b: string): number {
  const light = (hex: string) => {
    const [r, g, blue] = linear(hex)
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue
  }
  const [x, y] = [light(a), light(b)]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

/** Owners that are usual in one picture, and those of larger clusters, told in the end by the number in their key. */
const usual = ['client', 'vip', 'dns', 'outside', 'mark', 'n1', 'n2', 'n3']
const owners = [...usual, 'n4', 'n5', 'n6', 'n7', 'n8']

describe.each(Object.entries(themes))('%s', (theme, tokens) => {
  const token = (name: string) => tokens.get(name) ?? '#missing'
  const hue = (owner: string) => token(owner === 'mark' ? 'mark-key' : `${owner}-line`)
  const pairs = (names: readonly string[]) =>
    names.flatMap((a, index) => names.slice(index + 1).map((b) => [a, b] as const))

  test.each(Object.entries(visions))('owners are told apart by %s vision', (_, matrix) => {
    const near = (names: readonly string[], least: number) =>
      pairs(names).filter(([a, b]) => distance(hue(a), hue(b), matrix) < least)
    expect(near(usual, 0.07)).toEqual([])
    expect(near(owners, 0.06)).toEqual([])
  })

  const least = theme === 'projector' ? 7 : 4.5
  test(`text has a contrast of ${least} on everything it stands on`, () => {
    const faint = ['ink', 'ink2', 'mute', 'good', 'bad', 'warn', 'link'].flatMap((text) =>
      ['panel', 'canvas', 'sunken', 'outside-band', 'now']
        .filter((ground) => contrast(token(text), token(ground)) < least)
        .map((ground) => `${text} on ${ground}`),
    )
    const chips = owners.filter(
      (owner) =>
        contrast(token(`${owner}-text`), token(`${owner}-tint`)) < least ||
        contrast(token(`${owner}-text`), token('panel')) < least,
    )
    const keys = owners.filter((owner) => contrast(token(`${owner}-on-key`), token(`${owner}-key`)) < 4.5)
    expect([...faint, ...chips, ...keys]).toEqual([])
  })

  test('lines of owners are seen on the canvas', () => {
    expect(owners.filter((owner) => contrast(token(`${owner}-line`), token('canvas')) < 3)).toEqual([])
  })
})

test('two colours that only full colour vision tells apart are found', () => {
  const [red, green] = ['#a04040', '#6d6d2a']
  expect(distance(red, green, visions.normal ?? [])).toBeGreaterThan(0.07)
  expect(distance(red, green, visions.deutan ?? [])).toBeLessThan(0.03)
})
