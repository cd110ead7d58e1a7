import { EditorView } from '@codemirror/view'

/** The editor in the page's own colours and type. */
export const editorTheme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--panel)', color: 'var(--ink)', fontSize: '11.5px' },
  // The editor's own class for it comes some milliseconds late.
  '&:focus-within': { outline: '2px solid var(--focus) !important', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '19px', fontVariantLigatures: 'none' },
  '.cm-gutters': { backgroundColor: 'var(--panel)', color: 'var(--mute)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 4px 0 6px', minWidth: '22px' },
  '.cm-gutter-lint': { width: '10px' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '4px 0 0' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': { backgroundColor: 'var(--now) !important' },
  '.cm-line.lit': { backgroundColor: 'var(--now)', boxShadow: 'inset 3px 0 0 var(--now-bar)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--panel)',
    color: 'var(--ink)',
    border: '1px solid var(--line)',
    borderRadius: '7px',
  },
  '.cm-foldGutter': { width: '12px' },
  '.fold': {
    display: 'block',
    width: '5px',
    height: '5px',
    margin: '6px 3px',
    borderRight: '1.5px solid var(--mute)',
    borderBottom: '1.5px solid var(--mute)',
    transform: 'rotate(-45deg)',
    cursor: 'pointer',
  },
  '.fold.open': { transform: 'rotate(45deg)', opacity: '0' },
  '.cm-gutters:hover .fold.open': { opacity: '1' },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--sunken)', color: 'var(--mute)', border: '1px solid var(--line)' },
  '.cm-field': { maxWidth: '340px', padding: '7px 10px', font: '12px / 17px var(--ui)' },
  '.cm-field code': { font: '600 11.5px / 18px var(--mono)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxHeight: '190px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--now)',
    color: 'var(--ink)',
    boxShadow: 'inset 3px 0 0 var(--now-bar)',
  },
  '.cm-completionInfo': { maxWidth: '300px', font: '12px / 17px var(--ui)', padding: '6px 9px' },
  '.cm-diagnostic': { fontFamily: 'var(--ui)', fontSize: '12px' },
  '.cm-diagnosticAction': {
    backgroundColor: 'var(--ink)',
    color: 'var(--on-ink)',
    borderRadius: '5px',
    padding: '3px 8px',
  },
})
