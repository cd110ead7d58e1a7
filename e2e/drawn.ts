import type { Page } from '@playwright/test'

/** What a person sees of a walk, as data: two pages that show the same are equal. */
export interface Drawn {
  /** Everything that stands in the picture, by name, with its place in the drawing. */
  readonly boxes: readonly string[]
  /** The packet: its words and its place in the drawing. */
  readonly packet: readonly string[]
  readonly caption: string
  readonly steps: string
  readonly depth: string
  readonly request: readonly string[]
  readonly panel: string
}

/** Reads it off the page. Places are the drawing's own, so that a picture that was moved is the same picture. */
export function drawn(page: Page): Promise<Drawn> {
  return page.evaluate(() => {
    const viewport = document.querySelector<HTMLElement>('.react-flow__viewport')
    const origin = viewport?.getBoundingClientRect()
    const zoom = viewport ? new DOMMatrix(getComputedStyle(viewport).transform).a : 1
    const place = (element: Element) => {
      const { left, top, width, height } = element.getBoundingClientRect()
      const numbers = [left - (origin?.left ?? 0), top - (origin?.top ?? 0), width, height]
      return numbers.map((number) => Math.round(number / zoom)).join(' ')
    }
    const textOf = (element: Element | null) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim()
    const all = (selector: string) =>
      [...document.querySelectorAll(selector)].map((element) => {
        return `${element.getAttribute('aria-label') ?? ''} ${textOf(element)} @ ${place(element)}`
      })
    const panel = document.querySelector('.right [role=tabpanel]')
    const slider = document.querySelector('[role=slider]')
    return {
      boxes: all('.react-flow__node, .cv-cell, .cv-pod-box, .cv-station-box, .cv-more-box, .cv-plug-box'),
      packet: all('.cv-capsule'),
      caption: textOf(document.querySelector('.caption')),
      steps: `${slider?.getAttribute('aria-valuenow')} of ${slider?.getAttribute('aria-valuemax')}`,
      depth: document.querySelector<HTMLInputElement>('.cv-depth input:checked')?.value ?? '',
      request: [...document.querySelectorAll<HTMLSelectElement>('.request select')].map(({ value }) => value),
      panel: textOf(panel),
    }
  })
}
