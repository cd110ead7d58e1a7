import type { Language } from '../locales/language.ts'
import type { Diagnostic, Fix } from '../manifest/diagnostic.ts'
import type { CompareReason } from '../proxy/compare-reason.ts'
import type { Message, Part, PartKind } from './message.ts'
import { templateOf } from './vocabulary.ts'

const kinds: readonly string[] = ['text', 'address', 'name', 'code', 'mark', 'count'] satisfies readonly PartKind[]

/** Fills a template's `{name:kind}` places. A value nobody gave stays empty. */
export function fill(template: string, values: Message['values']): readonly Part[] {
  const parts: Part[] = []
  let end = 0
  for (const match of template.matchAll(/\{(\w+)(?::(\w+))?\}/g)) {
    if (match.index > end) parts.push({ kind: 'text', text: template.slice(end, match.index) })
    const kind = (kinds.includes(match[2] ?? '') ? match[2] : 'text') as PartKind
    parts.push({ kind, text: String(values[match[1] ?? ''] ?? '') })
    end = match.index + match[0].length
  }
  if (end < template.length) parts.push({ kind: 'text', text: template.slice(end) })
  return parts
}

/** A message in a language, in pieces. */
export function render(message: Message, language: Language): readonly Part[] {
  return fill(templateOf(message.key, language), message.values)
}

/** A message in a language, as plain text. */
export function renderText(message: Message, language: Language): string {
  return joined(render(message, language))
}

/** What a diagnostic says: the API server's own English, or our words. */
export function diagnosticParts(diagnostic: Diagnostic, language: Language): readonly Part[] {
  const { says } = diagnostic
  if ('literal' in says) return [{ kind: 'text', text: says.literal }]
  return render({ key: says.code, values: says.values }, language)
}

export function diagnosticText(diagnostic: Diagnostic, language: Language): string {
  return joined(diagnosticParts(diagnostic, language))
}

/** Why a node's rules are not as expected. */
export function compareText(reason: CompareReason, language: Language): string {
  return renderText({ key: `compare.${reason.code}`, values: reason.values }, language)
}

/** What a fix's button says. */
export function fixText(fix: Fix, language: Language): string {
  return renderText({ key: `fix.${fix.code}`, values: fix.values }, language)
}

function joined(parts: readonly Part[]): string {
  return parts.map((part) => part.text).join('')
}
