/**
 * The table of faults in the states of the page, one row per size of the window and language, from what the browser
 * tests print: `states: 390×844, en: 14 seen, axe 0, boxes 0`.
 * @param {string} output
 * @returns {readonly string[]}
 */
export function stateCounts(output) {
  /** @type {Map<string, { seen: number, axe: number, boxes: number }>} */
  const rows = new Map()
  for (const [, name = '', seen, axe, boxes] of output.matchAll(/states: (.+?): (\d+) seen, axe (\d+), boxes (\d+)/g)) {
    const row = rows.get(name) ?? { seen: 0, axe: 0, boxes: 0 }
    row.seen += Number(seen)
    row.axe += Number(axe)
    row.boxes += Number(boxes)
    rows.set(name, row)
  }
  return [...rows].map(([name, { seen, axe, boxes }]) => {
    return `${name.padEnd(18)} ${String(seen).padStart(4)} pictures   axe ${axe}   boxes ${boxes}`
  })
}
