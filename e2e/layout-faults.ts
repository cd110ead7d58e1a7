/**
 * What is wrong with the page as it is drawn, one sentence each. Runs inside the page, so it uses nothing from outside:
 * text that is cut off, text too small to read, boxes of one row that overlap, and a page wider than its window.
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

  for (const element of document.body.querySelectorAll('*')) {
    const texts = ownText(element)
    if (texts.length === 0 || !isSeen(element) || element.closest('.visually-hidden, option, script, style')) continue
    const style = getComputedStyle(element)
    const smallest = element.closest('.station, .key') ? 10 : 11
    const written = Number.parseFloat(style.fontSize)
    if (written === 0) continue
    if (written < smallest) faults.push(`${nameOf(element)} is written in ${style.fontSize}`)
    if (style.overflowX !== 'visible' && style.overflowX !== 'auto' && element.scrollWidth > element.clientWidth + 1) {
      if (!element.closest('[title]')) faults.push(`${nameOf(element)} is cut off`)
    }
    const range = document.createRange()
    for (const text of texts) {
      range.selectNodeContents(text)
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

  for (const row of document.querySelectorAll(rows.join(', '))) {
    const boxes = [...row.children].filter(
      (child) =>
        (isSeen(child) && !['absolute', 'fixed'].includes(getComputedStyle(child).position)) ||
        child.matches('.react-flow__node'),
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
