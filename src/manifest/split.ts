/** One YAML document's text and where it starts. */
export interface DocumentText {
  readonly text: string
  readonly start: number
}

/**
 * Cuts a text at its `---` and `...` lines before any of it is parsed, so that a mistake in one document leaves the
 * others alone. What follows `---` on its line belongs to the document it opens.
 */
export function splitDocuments(text: string): readonly DocumentText[] {
  const documents: DocumentText[] = []
  const boundary = /^(?:---(?=[ \t\r\n]|$)|\.\.\.[ \t]*\r?$)/gm
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0
  for (const match of text.matchAll(boundary)) {
    documents.push({ text: text.slice(start, match.index), start })
    start = match.index + 3
  }
  documents.push({ text: text.slice(start), start })
  return documents
}
