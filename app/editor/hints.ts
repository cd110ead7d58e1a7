import { autocompletion, type CompletionContext, completionKeymap } from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import { hoverTooltip, keymap } from '@codemirror/view'
import { completionsAt, describeField, fieldAt, renderText } from '../../src/index.ts'
import { currentWalk } from '../derived.ts'
import { store } from '../store.ts'

/** What a field does to packets, under the pointer; and what may be written at the caret. */
export const hints: Extension = [
  hoverTooltip((view, at) => {
    const { manifest } = currentWalk()
    if (manifest.text.length !== view.state.doc.length) return null
    const place = fieldAt(manifest, at)
    const says = place && wordsFor(place.object.kind, place.path)
    if (!place || says === undefined) return null
    return { pos: at, create: () => ({ dom: card(place.path, says) }) }
  }),
  autocompletion({ override: [complete], icons: false }),
  keymap.of(completionKeymap),
]

function complete(context: CompletionContext) {
  const text = context.state.doc.toString()
  const found = completionsAt(text, context.pos)
  if (!found || found.options.length === 0) return null
  // At the start of an empty line only when asked, so that Enter stays Enter.
  if (!context.explicit && found.from === context.pos && !/: $/.test(text.slice(0, context.pos))) return null
  // What is written out already needs no offer: the next Enter is for a new line.
  const labels = new Set(found.options.map(({ label }) => label))
  if (!context.explicit && labels.has(text.slice(found.from, context.pos))) return null
  return {
    from: found.from,
    validFor: (typed: string) => /^[\w./-]*$/.test(typed) && !labels.has(typed),
    options: found.options.map(({ label, type, path }) => {
      const says = wordsFor(found.kind, path)
      return {
        label,
        ...(type === 'field' ? { apply: `${label}: ` } : {}),
        ...(says === undefined ? {} : { info: says }),
      }
    }),
  }
}

function wordsFor(kind: string, path: string): string | undefined {
  const message = describeField(kind, path)
  return message && renderText(message, store.getState().language)
}

function card(path: string, says: string): HTMLElement {
  const dom = document.createElement('div')
  dom.className = 'cm-field'
  const name = document.createElement('code')
  name.textContent = path
  dom.append(name, document.createElement('br'), says)
  return dom
}
