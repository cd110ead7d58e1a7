import { useCallback, useState } from 'react'
import type { Size } from '../../src/index.ts'

/** Follows the size of the capsule, which is as wide as its addresses. */
export function useMeasured(): readonly [Size, (element: HTMLElement | null) => (() => void) | undefined] {
  const [size, setSize] = useState<Size>({ width: 260, height: 58 })
  const measure = useCallback((element: HTMLElement | null) => {
    if (!element) return
    const update = () => {
      const { offsetWidth: width, offsetHeight: height } = element
      setSize((old) => (old.width === width && old.height === height ? old : { width, height }))
    }
    const observer = new ResizeObserver(update)
    observer.observe(element)
    update()
    return () => observer.disconnect()
  }, [])
  return [size, measure]
}
