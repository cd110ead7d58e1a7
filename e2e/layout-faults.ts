/**
 * What is wrong with the page as it is drawn, one sentence each. Runs inside the page, so it uses nothing from outside:
 * text that is cut off, too small to read or written over other text, boxes of one row that overlap, a control smaller
 * than 24 px (WCAG 2.5.8; a link inside a sentence may be), and a page wider than its window.
 */
export function layoutFaults(): readonly string[] {
  const faults: string[] = []
  const rows = [
    '.header',
    '.transport',
    '.hints',
    '.request',
    '.tabs',
    '.phone-tabs',
    '.zoom',
    '.left',
    'main',
    '.page',
    '.sheet-body',
    '.rules',
    '.tab-panel',
    '.react-flow__nodes',
  ]

  const nameOf = (element: Element) => {
    const text = (element.textContent ?? '').trim().slice(0, 30)
    return `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${text}"`
  }
  const isSeen = (element: Element) => {
    const { width, height } = element.getBoundingClientRect()
    return width > 1 && height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  }
  const ownText = (element: Element) =>
    [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '')

  if (document.documentElement.scrollWidth > innerWidth) faults.push('the page is wider than its window')

  /** What is left of a rectangle after everything that clips or scrolls it; undefined when nothing is. */
  const seenPart = (rectangle: DOMRect, holder: Element | null) => {
    let { left, right, top, bottom } = rectangle
    for (let each = holder; each; each = each.parentElement) {
      if (getComputedStyle(each).overflow === 'visible') continue
      const box = each.getBoundingClientRect()
      left = Math.max(left, box.left)
      right = Math.min(right, box.right)
      top = Math.max(top, box.top)
      bottom = Math.min(bottom, box.bottom)
    }
    return right - left > 1 && bottom - top > 1 ? { left, right, top, bottom } : undefined
  }
  /** What is drawn over the rest on purpose is held only against itself. */
  const layerOf = (element: Element) => {
    for (let each: Element | null = element; each; each = each.parentElement)
      if (/absolute|fixed|sticky/.test(getComputedStyle(each).position)) return each
    return document.body
  }
  type Written = { element: Element; layer: Element; left: number; right: number; top: number; bottom: number }
  const written: Written[] = []

  for (const element of document.body.querySelectorAll('*')) {
    const texts = ownText(element)
    if (texts.length === 0 || !isSeen(element) || element.closest('.visually-hidden, option, script, style')) continue
    const style = getComputedStyle(element)
    const smallest = element.closest('.station, .key') ? 10 : 11
    const fontSize = Number.parseFloat(style.fontSize)
    if (fontSize === 0) continue
    if (fontSize < smallest) faults.push(`${nameOf(element)} is written in ${style.fontSize}`)
    if (style.overflowX !== 'visible' && style.overflowX !== 'auto' && element.scrollWidth > element.clientWidth + 1) {
      if (!element.closest('[title]')) faults.push(`${nameOf(element)} is cut off`)
    }
    const range = document.createRange()
    for (const text of texts) {
      range.selectNodeContents(text)
      for (const line of range.getClientRects()) {
        const part = seenPart(line, element)
        if (part) written.push({ element, layer: layerOf(element), ...part })
      }
      const { left, right, top, bottom } = range.getBoundingClientRect()
      for (let holder = element.parentElement; holder; holder = holder.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(holder)
        if (/auto|scroll/.test(overflowX + overflowY) || holder.matches('.react-flow')) break
        if (overflowX === 'visible' && overflowY === 'visible') continue
        const box = holder.getBoundingClientRect()
        const out = Math.max(box.left - left, right - box.right, box.top - top, bottom - box.bottom)
        if (out > 2) faults.push(`${nameOf(element)} sticks ${Math.round(out)} px out of ${nameOf(holder)}`)
      }
    }
  }

  for (const [index, one] of written.entries()) {
    for (const other of written.slice(index + 1)) {
      if (one.layer !== other.layer || one.element === other.element) continue
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left)
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
      // Lines of text stand closer than their glyphs are tall.
      if (wide > 2 && high > 6) faults.push(`${nameOf(one.element)} is written over ${nameOf(other.element)}`)
    }
  }

  const smallestTarget = 24
  const targets = 'a[href], button, select, input, textarea, summary, [role=button], [role=tab], [role=option]'
  for (const element of document.body.querySelectorAll(targets)) {
    // A Pod drawn as a dot: all that can be done there, the Cluster tab's controls do too.
    if (element.matches('.cv-dot')) continue
    const label = element.closest('label') ?? document.querySelector(`label[for="${element.id || ' '}"]`)
    const target = element.matches('input') && label ? label : element
    if (!isSeen(target) || target.closest('.visually-hidden')) continue
    const { left, top, width, height } = target.getBoundingClientRect()
    if (width >= smallestTarget - 0.5 && height >= smallestTarget - 0.5) continue
    const inSentence = getComputedStyle(target).display.startsWith('inline') && ownText(target.parentElement ?? target)
    if (inSentence && inSentence.length > 0) continue
    // It may reach further than its box does.
    const [x, y, reach] = [left + width / 2, top + height / 2, smallestTarget / 2 - 0.5]
    const around = [[x - reach, y] as const, [x + reach, y] as const, [x, y - reach] as const, [x, y + reach] as const]
    if (around.every(([atX, atY]) => target.contains(document.elementFromPoint(atX, atY)))) continue
    faults.push(`${nameOf(target)} is a target of ${Math.round(width)} × ${Math.round(height)} px`)
  }

  for (const row of document.querySelectorAll(rows.join(', '))) {
    const boxes = [...row.children].filter(
      (child) =>
        (isSeen(child) && !['absolute', 'fixed'].includes(getComputedStyle(child).position)) ||
        child.matches('.react-flow__node, .cv-cell'),
    )
    for (const [index, one] of boxes.entries()) {
      for (const other of boxes.slice(index + 1)) {
        const a = one.getBoundingClientRect()
        const b = other.getBoundingClientRect()
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
        if (wide > 1 && high > 1) faults.push(`${nameOf(one)} and ${nameOf(other)} overlap`)
      }
    }
  }
  return faults
}
