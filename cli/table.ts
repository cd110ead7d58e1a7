/** Rows as columns padded to their widest cell, three blanks apart, none at a line's end: as kubectl prints tables. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))))
  return rows
    .map((row) => {
      const cells = row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
      return `${cells.join('   ').trimEnd()}\n`
    })
    .join('')
}

/** Cells of a terminal: Chinese characters and full-width signs take two. */
function width(text: string): number {
  return [...text].reduce(
    (sum, character) => sum + (/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/.test(character) ? 2 : 1),
    0,
  )
}
