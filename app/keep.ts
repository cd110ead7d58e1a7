import { framesNow, stepAt, stepsNow } from './derived.ts'
import { readDraft, writeDraft } from './drafts.ts'
import { keepLeft } from './leaving.ts'
import { scenarios, scenarioText, scenarioWith } from './scenarios.ts'
import { store } from './store.ts'
import { decodeLink, encodeLink, encodeLinkNow, type LinkState, maxLink } from './url.ts'

/** How long the address bar waits after a change. */
const restMs = 150

/** Opens what the address bar says; without a word of it, the draft of last time, or the first scenario. */
export async function openFromLink(hash: string): Promise<{ readonly unreadable: boolean }> {
  const link = await decodeLink(hash)
  const draft = store.getState().options.embed ? undefined : await readDraft()
  const named = link.scenario === undefined ? undefined : await scenarioText(link.scenario)
  const kept = link.text ?? named ?? (link.draft !== undefined || hash.length < 2 ? draft : undefined)
  const text = kept ?? (await scenarioText(scenarios[0]?.id ?? '')) ?? ''
  const scenario = text === named ? link.scenario : await scenarioWith(text)
  store.setState({
    text,
    scenario,
    depth: link.depth ?? 'chains',
    panel: link.panel ?? 'rules',
    opened: link.open ?? [],
    versus: link.compare,
    overlaid: link.overlaid === true,
    cursor: 0,
    touched: false,
  })
  if (link.step !== undefined) store.setState({ cursor: stepsNow()[link.step - 1] ?? framesNow().length - 1 })
  return { unreadable: link.unreadable === true }
}

/** The hash that opens exactly what is on the screen; `draft` when the text is too long for a link. */
export async function currentLink(): Promise<{ readonly hash: string; readonly tooLong: boolean }> {
  const { text, ...rest } = linkState()
  const hash = await encodeLink({ ...rest, ...(text === undefined ? {} : { text }) })
  return hash.length <= maxLink
    ? { hash, tooLong: false }
    : { hash: encodeLinkNow({ ...rest, draft: 'last' }), tooLong: true }
}

/** The same for a page that is being left and cannot wait for its text to be packed. */
function currentLinkNow(): string {
  const { text, ...rest } = linkState()
  const hash = encodeLinkNow({ ...rest, ...(text === undefined ? {} : { text }) })
  return hash.length <= maxLink ? hash : encodeLinkNow({ ...rest, draft: 'last' })
}

/** What of the state a link holds. */
function linkState(): LinkState {
  const { text, scenario, depth, panel, cursor, versus, overlaid, opened } = store.getState()
  return {
    ...(scenario ? { scenario } : { text }),
    step: stepAt(stepsNow(), cursor) + 1,
    depth,
    panel,
    open: opened,
    ...(versus === undefined ? {} : { compare: versus, overlaid }),
  }
}

/** Puts the link to what is on the screen into the address bar and on the clipboard, and says so. */
export async function shareLink(): Promise<void> {
  const { hash, tooLong } = await currentLink()
  history.replaceState(null, '', hash)
  await navigator.clipboard?.writeText(location.href).catch(() => undefined)
  store.setState({ notice: tooLong ? 'tooLong' : 'copied' })
}

/** Keeps the address bar and the draft in step with the page, once something was changed and nothing plays. */
export function keepInStep(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Something changed that the address bar does not hold yet; packing it takes a moment, too. */
  let due = false
  const wanted = () => {
    const { touched, options } = store.getState()
    return touched && !options.embed
  }
  const write = async () => {
    timer = undefined
    const { playing, text } = store.getState()
    if (!wanted() || playing) return
    void writeDraft(text)
    const { hash } = await currentLink()
    // What came after has its own turn.
    if (timer !== undefined) return
    due = false
    if (location.hash !== hash) history.replaceState(null, '', hash)
  }
  const leave = () => {
    if (!due || !wanted()) return
    clearTimeout(timer)
    timer = undefined
    due = false
    void writeDraft(store.getState().text)
    const hash = currentLinkNow()
    keepLeft(location.hash, hash)
    history.replaceState(null, '', hash)
  }
  const hide = () => {
    if (document.visibilityState === 'hidden') leave()
  }
  const stop = store.subscribe(() => {
    due = true
    clearTimeout(timer)
    timer = setTimeout(write, restMs)
  })
  addEventListener('pagehide', leave)
  document.addEventListener('visibilitychange', hide)
  return () => {
    clearTimeout(timer)
    removeEventListener('pagehide', leave)
    document.removeEventListener('visibilitychange', hide)
    stop()
  }
}
