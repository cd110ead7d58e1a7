import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Depth, Language, PageKey, SourceRange } from '../src/index.ts'
import { defaultOptions, type Options } from './options.ts'

export const themes = ['light', 'dark', 'projector'] as const
export type Theme = (typeof themes)[number]
/** What stands right of the picture; `ways` takes the place of both. */
export const panelNames = ['rules', 'packet', 'lookup', 'conntrack', 'endpoints', 'network', 'steps', 'ways'] as const
export type Panel = (typeof panelNames)[number]
/** What was pointed out, to see what it comes to: a place in the text, or a Pod. */
export type Selection =
  | { readonly type: 'field'; readonly at: number }
  | { readonly type: 'pod'; readonly name: string }

/** What lies over the page. */
export type DialogName = 'about' | 'keys' | 'palette' | 'own-cluster'
export type LeftPane = 'yaml' | 'cluster' | 'objects'
export type PhonePane = 'picture' | 'rules' | 'packet' | 'yaml'

/** Everything that cannot be computed. The walk, the frames and the picture are derived from it. */
export interface AppState {
  readonly text: string
  /** Id of the scenario the text is, while it is unchanged. */
  readonly scenario: string | undefined
  /** Index into the timeline's frames, all depths counted. */
  readonly cursor: number
  readonly playing: boolean
  readonly speed: number
  readonly depth: Depth
  /** Folded steps that are shown, by the number of their fold. */
  readonly opened: readonly number[]
  /** Whether what no packet touches is faded: by choice, or `auto`: while it plays. */
  readonly focus: 'auto' | 'on' | 'off'
  readonly panel: Panel
  readonly left: LeftPane
  readonly selection: Selection | undefined
  /** A place in the text to be shown in the editor. */
  readonly reveal: SourceRange | undefined
  readonly pane: PhonePane
  /** Whether the editor drawer is open where it does not fit beside the canvas. */
  readonly drawer: boolean
  readonly language: Language
  /** Absent: as the system wishes. */
  readonly theme: Theme | undefined
  /** What the walk is compared with: a variant's id. */
  readonly versus: string | undefined
  /** Both walks of a comparison over one picture, not side by side. */
  readonly overlaid: boolean
  /** A node's iptables-save, pasted to be compared with what is expected there. */
  readonly dump: string
  readonly dialog: DialogName | undefined
  /** A thousand requests are under way, or have arrived, in place of the one. */
  readonly thousand: boolean
  /** What the page has to say about what was just done; it goes by itself. */
  readonly notice: PageKey | undefined
  /** What the address asks of the page, beside what it shows. */
  readonly options: Options
  readonly presenting: boolean
  /** Inside another page: also what the packet never comes to. */
  readonly whole: boolean
  /** While presenting: nothing is shown. */
  readonly blank: boolean
  /** The theme from before the presentation. */
  readonly before: Theme | undefined
  /** The Pod whose menu is open, and where on the screen. */
  readonly podMenu:
    | { readonly name: string; readonly x: number; readonly y: number; readonly height: number }
    | undefined
  /** Playing goes round on the host where the packet is. */
  readonly loop: boolean
  readonly past: readonly string[]
  readonly future: readonly string[]
  /** Whether the person has changed anything since a link was opened: only then is the address bar written. */
  readonly touched: boolean
}

/** Where each field is kept. A field without a decision is a type error. */
export const keptIn: Readonly<Record<keyof AppState, 'link' | 'browser' | 'nowhere'>> = {
  text: 'link',
  scenario: 'link',
  cursor: 'link',
  depth: 'link',
  opened: 'link',
  focus: 'nowhere',
  panel: 'link',
  playing: 'nowhere',
  speed: 'nowhere',
  left: 'nowhere',
  selection: 'nowhere',
  reveal: 'nowhere',
  pane: 'nowhere',
  drawer: 'nowhere',
  language: 'browser',
  theme: 'browser',
  versus: 'link',
  overlaid: 'link',
  dump: 'nowhere',
  dialog: 'nowhere',
  thousand: 'nowhere',
  notice: 'nowhere',
  options: 'nowhere',
  presenting: 'nowhere',
  whole: 'nowhere',
  blank: 'nowhere',
  before: 'nowhere',
  podMenu: 'nowhere',
  loop: 'nowhere',
  past: 'nowhere',
  future: 'nowhere',
  touched: 'nowhere',
}

const historyLength = 200

export const store = createStore<AppState>(() => ({
  text: '',
  scenario: undefined,
  cursor: 0,
  playing: false,
  speed: 1,
  depth: 'chains',
  opened: [],
  focus: 'auto',
  panel: 'rules',
  left: 'yaml',
  selection: undefined,
  reveal: undefined,
  pane: 'picture',
  drawer: false,
  language: 'en',
  theme: undefined,
  versus: undefined,
  overlaid: false,
  dump: '',
  dialog: undefined,
  thousand: false,
  notice: undefined,
  options: defaultOptions,
  presenting: false,
  whole: false,
  blank: false,
  before: undefined,
  podMenu: undefined,
  loop: false,
  past: [],
  future: [],
  touched: false,
}))

/** A piece of the state; the component draws again when it changes. */
export function useApp<T>(select: (state: AppState) => T): T {
  return useStore(store, select)
}

/** Replaces the text, by hand or by a control; one undo history for both. */
export function setText(text: string, scenario?: string): void {
  const { text: before, past } = store.getState()
  if (text === before) return
  store.setState({
    text,
    scenario,
    opened: [],
    past: [...past.slice(-historyLength), before],
    future: [],
    playing: false,
    touched: true,
  })
}

export function undo(): void {
  const { text, past, future } = store.getState()
  const before = past.at(-1)
  if (before === undefined) return
  store.setState({
    text: before,
    opened: [],
    scenario: undefined,
    past: past.slice(0, -1),
    future: [text, ...future],
    touched: true,
  })
}

export function redo(): void {
  const { text, past, future } = store.getState()
  const [next, ...rest] = future
  if (next === undefined) return
  store.setState({ text: next, opened: [], scenario: undefined, past: [...past, text], future: rest, touched: true })
}

export function goTo(cursor: number): void {
  store.setState({ cursor, playing: false, touched: true })
}
