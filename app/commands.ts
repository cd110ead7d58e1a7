import { type Depth, learn, type PageKey } from '../src/index.ts'
import { editBy } from './edit.ts'
import { chooseFile } from './files.ts'
import { toggleFocus } from './focus.ts'
import { shareLink } from './keep.ts'
import { changeSpeed, hop, send, sendThousand, step, toEnd, togglePlay, toReply } from './playback.ts'
import { present, toggleBlank } from './present.ts'
import { goTo, type LeftPane, type Panel, redo, store, undo } from './store.ts'
import { toggleProjector, toggleTheme } from './theme.ts'

/** Something the page can be told to do: its words, the chords that do it, and the doing. */
export interface Command {
  readonly id: string
  readonly title: PageKey
  readonly group: CommandGroup
  /** `ArrowRight`, `Shift+ArrowRight`, `Mod+k`; Mod is ⌘ on a Mac and Ctrl elsewhere. */
  readonly chords: readonly string[]
  readonly run: () => void
}

export const commandGroups = ['packet', 'view', 'text', 'page'] as const
export type CommandGroup = (typeof commandGroups)[number]

/** Everything that can be done from the command palette, in the order it is offered there and in the list of keys. */
export const commands: readonly Command[] = [
  ...group('packet', [
    ['send', 'send', [], send],
    ['spread', 'spread.open', [], sendThousand],
    ['loop', 'inspect.loop', ['l'], () => store.setState({ loop: !store.getState().loop })],
    ['play', 'command.play', ['Space'], togglePlay],
    ['forward', 'forward', ['ArrowRight', 'PageDown'], () => step(1)],
    ['back', 'back', ['ArrowLeft', 'PageUp'], () => step(-1)],
    ['next-host', 'command.nextHost', ['Shift+ArrowRight'], () => hop(1)],
    ['last-host', 'command.lastHost', ['Shift+ArrowLeft'], () => hop(-1)],
    ['start', 'command.start', ['Home'], () => goTo(0)],
    ['end', 'command.end', ['End'], toEnd],
    ['reply', 'command.reply', ['r'], toReply],
    ['slower', 'command.slower', [','], () => changeSpeed(-1)],
    // A clicker's blank key sends a full stop.
    ['faster', 'command.faster', ['.'], () => (store.getState().presenting ? toggleBlank() : changeSpeed(1))],
  ]),
  ...group('view', [
    ['story', 'command.story', ['1'], showDepth('story')],
    ['tables', 'command.tables', ['2'], showDepth('tables')],
    ['chains', 'command.chains', ['3'], showDepth('chains')],
    ['trace', 'command.trace', ['4'], showDepth('trace')],
    ['focus', 'canvas.focus', ['f'], toggleFocus],
    ['ways', 'waysIn', [], () => store.setState({ panel: 'ways', pane: 'picture', touched: true })],
    ['yaml', 'command.yaml', [], showLeft('yaml')],
    ['cluster', 'command.cluster', [], showLeft('cluster')],
    ['objects', 'command.objects', [], showLeft('objects')],
    ['rules', 'command.rules', [], () => store.setState({ panel: 'rules', pane: 'rules', touched: true })],
    ['lookup', 'command.lookup', [], showPanel('lookup')],
    ['packet', 'command.packet', [], showPanel('packet')],
    ['conntrack', 'inspect.conntrack', [], showPanel('conntrack')],
    ['endpoints', 'inspect.endpoints', [], showPanel('endpoints')],
    ['network', 'inspect.network', [], showPanel('network')],
    ['steps', 'inspect.steps', [], showPanel('steps')],
  ]),
  ...group('text', [
    ['open', 'pane.openFile', [], chooseFile],
    ['own-cluster', 'pane.ownCluster', [], () => store.setState({ dialog: 'own-cluster' })],
    ['write-down', 'command.writeDown', [], () => void editBy('writeDown')],
    ['add-node', 'pane.addNode', [], () => void editBy('addNode')],
    ['undo', 'command.undo', ['Mod+z'], undo],
    ['redo', 'command.redo', ['Mod+Shift+z', 'Mod+y'], redo],
  ]),
  ...group('page', [
    ['versus', 'versus.open', ['c'], () => store.setState({ versus: 'externalTrafficPolicy', touched: true })],
    ['present', 'present.start', ['p'], () => present(true)],
    ['leave', 'present.leave', ['Escape'], leave],
    ['blank', 'present.blankKey', ['b'], toggleBlank],
    ['projector', 'present.projector', [], toggleProjector],
    ['palette', 'command.palette', ['Mod+k'], () => store.setState({ dialog: 'palette' })],
    ['keys', 'command.keys', ['?'], () => store.setState({ dialog: 'keys' })],
    ['about', 'command.about', [], () => store.setState({ dialog: 'about' })],
    ['share', 'command.share', [], () => void shareLink()],
    ['theme', 'command.theme', [], toggleTheme],
    ['english', 'command.english', [], speak('en')],
    ['chinese', 'command.chinese', [], speak('zh-CN')],
  ]),
]

type Row = readonly [id: string, title: PageKey, chords: readonly string[], run: () => void]

function group(name: CommandGroup, rows: readonly Row[]): readonly Command[] {
  return rows.map(([id, title, chords, run]) => ({ id, title, group: name, chords, run }))
}

function showDepth(depth: Depth): () => void {
  return () => store.setState({ depth, touched: true })
}

function showPanel(panel: Panel): () => void {
  return () => store.setState({ panel, pane: 'packet', touched: true })
}

function showLeft(left: LeftPane): () => void {
  return () => store.setState({ left, pane: 'yaml', drawer: true })
}

/** Out of whatever is special: the blank screen, the presentation, the selection. */
function leave(): void {
  const { blank, presenting, thousand, versus } = store.getState()
  if (blank) toggleBlank()
  else if (thousand) store.setState({ thousand: false })
  else if (presenting) present(false)
  else if (versus !== undefined) store.setState({ versus: undefined, touched: true })
  else store.setState({ selection: undefined })
}

function speak(language: 'en' | 'zh-CN'): () => void {
  return () => void learn(language).then(() => store.setState({ language }))
}
