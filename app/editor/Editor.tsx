import { defaultKeymap } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { codeFolding, foldGutter, foldKeymap, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { diagnosticCount, lintGutter, lintKeymap, type Diagnostic as Mark, setDiagnostics } from '@codemirror/lint'
import { Annotation, Compartment, EditorState, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { useEffect, useRef } from 'react'
import { applyEdits, type Diagnostic, diagnosticText, fixText, originRange } from '../../src/index.ts'
import { useFrame, useShown, useWords } from '../derived.ts'
import { redo, setText, store, undo, useApp } from '../store.ts'
import { hints } from './hints.ts'
import { editorTheme } from './theme.ts'

const label = new Compartment()

/** The YAML editor: problems underlined, the line behind the current step lit. Its history is the page's. */
export default function Editor() {
  const { t } = useWords()
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const text = useApp((state) => state.text)
  const name = t('editorLabel')
  useEffect(() => {
    if (!host.current) return
    // Inside a shadow root CodeMirror's styles are adopted sheets, which the strictest content policy allows.
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' })
    const made = new EditorView({ root, parent: root, state: newState(store.getState().text) })
    view.current = made
    return () => made.destroy()
  }, [])
  useEffect(() => {
    view.current?.dispatch({
      effects: label.reconfigure(EditorView.contentAttributes.of({ 'aria-label': name, tabindex: '0' })),
    })
  }, [name])
  // Not the text of this drawing: on a slow machine more may have been typed since.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is what asks for this
  useEffect(() => {
    if (view.current) replaceText(view.current, store.getState().text)
  }, [text])
  useMarks(view)
  useOrigin(view)
  useReveal(view)
  return <div ref={host} className="editor" />
}

function newState(text: string): EditorState {
  return EditorState.create({
    doc: text,
    extensions: [
      lineNumbers(),
      drawSelection(),
      yaml(),
      syntaxHighlighting(highlight),
      lintGutter(),
      codeFolding(),
      foldGutter({ markerDOM: foldMarker }),
      hints,
      litLines,
      editorTheme,
      label.of([]),
      EditorView.lineWrapping,
      keymap.of([
        { key: 'Mod-z', run: handled(undo) },
        { key: 'Mod-y', run: handled(redo) },
        { key: 'Mod-Shift-z', run: handled(redo) },
        ...lintKeymap,
        ...foldKeymap,
        ...defaultKeymap,
      ]),
      EditorView.updateListener.of((update) => {
        if (update.selectionSet && update.transactions.some((transaction) => transaction.isUserEvent('select')))
          store.setState({ selection: { type: 'field', at: update.state.selection.main.head } })
        if (update.docChanged && !update.transactions.some((transaction) => transaction.annotation(fromOutside))) {
          setText(update.state.doc.toString())
        }
      }),
    ],
  })
}

/** Drawn, not written: no letter of any font looks like it at this size. */
function foldMarker(open: boolean): HTMLElement {
  const marker = document.createElement('span')
  marker.className = open ? 'fold open' : 'fold'
  return marker
}

/** An action as a key command. */
function handled(act: () => void): () => boolean {
  return () => {
    act()
    return true
  }
}

/** Marks a change that came from the store, so that it is not sent back. */
const fromOutside = Annotation.define<true>()

/** Only what differs is replaced, so that the caret stays. */
function replaceText(view: EditorView, text: string): void {
  const before = view.state.doc.toString()
  if (before === text) return
  let from = 0
  while (from < before.length && from < text.length && before[from] === text[from]) from++
  let end = 0
  const most = Math.min(before.length, text.length) - from
  while (end < most && before[before.length - 1 - end] === text[text.length - 1 - end]) end++
  view.dispatch({
    changes: { from, to: before.length - end, insert: text.slice(from, text.length - end) },
    annotations: fromOutside.of(true),
  })
}

/** Keeps the underlines in step with the diagnostics. */
function useMarks(view: { readonly current: EditorView | null }): void {
  const { current } = useShown()
  const language = useApp((state) => state.language)
  useEffect(() => {
    const editor = view.current
    if (!editor || editor.state.doc.length !== current.manifest.text.length) return
    const length = editor.state.doc.length
    const marks = current.diagnostics.slice(0, 200).map((diagnostic): Mark => {
      const from = Math.min(diagnostic.range.start, length)
      return {
        from,
        to: Math.min(Math.max(diagnostic.range.end, from), length),
        severity: diagnostic.severity,
        message: diagnosticText(diagnostic, language),
        actions: actionsOf(diagnostic, language),
      }
    })
    // Each dispatch makes the editor measure itself, and most texts have nothing to underline.
    if (marks.length > 0 || diagnosticCount(editor.state) > 0) editor.dispatch(setDiagnostics(editor.state, marks))
  }, [view, current, language])
}

function actionsOf(diagnostic: Diagnostic, language: 'en' | 'zh-CN'): NonNullable<Mark['actions']> {
  return (diagnostic.fixes ?? []).map((fix) => ({
    name: fixText(fix, language),
    apply: () => setText(applyEdits(store.getState().text, fix.edits)),
  }))
}

const setLit = StateEffect.define<readonly number[]>()
const litLine = Decoration.line({ class: 'lit' })

const litLines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (lines, transaction) => {
    for (const effect of transaction.effects) {
      if (effect.is(setLit)) return Decoration.set(effect.value.map((from) => litLine.range(from)))
    }
    return lines.map(transaction.changes)
  },
  provide: (field) => EditorView.decorations.from(field),
})

/** Lights the line whose field made the current step's rule. */
function useOrigin(view: { readonly current: EditorView | null }): void {
  const frame = useFrame()
  const { walk, stale } = useShown()
  useEffect(() => {
    const editor = view.current
    if (!editor) return
    const ranges = stale ? [] : (frame?.origins ?? []).flatMap((origin) => originRange(walk.manifest, origin) ?? [])
    const lines = ranges
      .filter((range) => range.start <= editor.state.doc.length)
      .map((range) => editor.state.doc.lineAt(range.start).from)
    const wanted = [...new Set(lines)].sort((a, b) => a - b)
    const lit: number[] = []
    editor.state.field(litLines).between(0, editor.state.doc.length, (from) => void lit.push(from))
    // Whoever is writing keeps the lines that are being written in view.
    const shown = editor.hasFocus ? [] : lines.slice(0, 1)
    if (shown.length === 0 && lit.join() === wanted.join()) return
    editor.dispatch({
      effects: [setLit.of(wanted), ...shown.map((at) => EditorView.scrollIntoView(at, { y: 'nearest', yMargin: 30 }))],
    })
  }, [view, frame, walk, stale])
}

/** Shows and selects the place the page asks for, once. */
function useReveal(view: { readonly current: EditorView | null }): void {
  const reveal = useApp((state) => state.reveal)
  useEffect(() => {
    const editor = view.current
    if (!editor || !reveal) return
    const length = editor.state.doc.length
    const [anchor, head] = [Math.min(reveal.start, length), Math.min(reveal.end, length)]
    editor.dispatch({
      selection: { anchor, head },
      effects: EditorView.scrollIntoView(anchor, { y: 'start', yMargin: 20 }),
    })
    editor.focus()
    store.setState({ reveal: undefined, selection: { type: 'field', at: anchor } })
  }, [view, reveal])
}

const highlight = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--ink2)' },
  { tag: [tags.string, tags.content, tags.number, tags.bool], color: 'var(--ink)', fontWeight: '600' },
  { tag: [tags.comment, tags.meta, tags.separator, tags.punctuation], color: 'var(--mute)' },
])
