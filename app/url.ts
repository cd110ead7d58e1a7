import { type Depth, depths } from '../src/index.ts'
import { type Panel, panelNames } from './store.ts'

/** What an address bar can hold. Every part is optional; what cannot be read is left out. */
export interface LinkState {
  readonly scenario?: string
  readonly text?: string
  readonly draft?: string
  /** 1-based, as on screen. */
  readonly step?: number
  readonly depth?: Depth
  readonly panel?: Panel
  /** What the walk is compared with. */
  readonly compare?: string
  /** Whether both are drawn over each other. */
  readonly overlaid?: boolean
  /** Folds whose steps are shown. */
  readonly open?: readonly number[]
}

/** Texts whose compressed form is longer than this stay out of the link. */
export const maxLink = 32_768
/** A link unpacks to no more than this. */
const maxUnpacked = 2_000_000

/** The hash for a state: `scenario=…` or `v1=…` first, then where the reader is. */
export async function encodeLink(state: LinkState): Promise<string> {
  const packs = state.scenario === undefined && state.draft === undefined && state.text !== undefined
  return linkOf(packs ? `v1=${await pack(JSON.stringify({ text: state.text }))}` : undefined, state)
}

/** The same at once, for a page that is being left: a text goes in as it is, which is longer. */
export function encodeLinkNow(state: LinkState): string {
  return linkOf(state.text === undefined ? undefined : `yaml=${encodeURIComponent(state.text)}`, state)
}

function linkOf(text: string | undefined, state: LinkState): string {
  const parts: string[] = []
  if (state.scenario !== undefined) parts.push(`scenario=${encodeURIComponent(state.scenario)}`)
  else if (state.draft !== undefined) parts.push(`draft=${encodeURIComponent(state.draft)}`)
  else if (text !== undefined) parts.push(text)
  if (state.step !== undefined) parts.push(`step=${state.step}`)
  if (state.depth !== undefined && state.depth !== 'chains') parts.push(`depth=${state.depth}`)
  if (state.panel !== undefined && state.panel !== 'rules') parts.push(`panel=${state.panel}`)
  if (state.compare !== undefined) parts.push(`compare=${encodeURIComponent(state.compare)}`)
  if (state.compare !== undefined && state.overlaid) parts.push('overlaid=1')
  if (state.open !== undefined && state.open.length > 0) parts.push(`open=${state.open.join('.')}`)
  return `#${parts.join('&')}`
}

/** Reads a hash. Never throws; `unreadable` when it promised a text that cannot be had. */
export async function decodeLink(hash: string): Promise<LinkState & { readonly unreadable?: true }> {
  const values = new Map<string, string>()
  for (const part of hash.replace(/^#/, '').split('&')) {
    const at = part.indexOf('=')
    if (at > 0) values.set(part.slice(0, at), part.slice(at + 1))
  }
  const packed = values.get('v1')
  const plain = values.get('yaml')
  const text = packed !== undefined ? await unpackText(packed) : plain !== undefined ? decoded(plain) : undefined
  const step = Number(values.get('step'))
  const depth = depths.find((candidate) => candidate === values.get('depth'))
  const open = (values.get('open') ?? '')
    .split('.')
    .filter((part) => /^\d{1,3}$/.test(part))
    .map(Number)
  const scenario = decoded(values.get('scenario') ?? '')
  const panel = panelNames.find((candidate) => candidate === values.get('panel'))
  const compare = decoded(values.get('compare') ?? '')
  const draft = decoded(values.get('draft') ?? '')
  return {
    ...(scenario ? { scenario } : {}),
    ...(text !== undefined ? { text } : {}),
    ...(draft ? { draft } : {}),
    ...(Number.isInteger(step) && step > 0 ? { step } : {}),
    ...(depth ? { depth } : {}),
    ...(compare ? { compare } : {}),
    ...(compare && values.get('overlaid') === '1' ? { overlaid: true } : {}),
    ...(panel ? { panel } : {}),
    ...(open.length > 0 ? { open } : {}),
    ...((packed !== undefined || plain !== undefined) && text === undefined ? { unreadable: true as const } : {}),
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

async function unpackText(packed: string): Promise<string | undefined> {
  try {
    const value: unknown = JSON.parse(await unpack(packed))
    const text = typeof value === 'object' && value !== null && 'text' in value ? value.text : undefined
    return typeof text === 'string' ? text : undefined
  } catch {
    return undefined
  }
}

async function pack(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

async function unpack(packed: string): Promise<string> {
  const binary = atob(packed.replace(/-/g, '+').replace(/_/g, '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    text += decoder.decode(chunk.value, { stream: true })
    if (text.length > maxUnpacked) throw new RangeError('the link unpacks to too much text')
  }
  return text + decoder.decode()
}
