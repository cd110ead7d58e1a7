import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { type Cluster, type Frame, type LayoutOptions, layoutScene, type Scene, type Size } from '../../src/index.ts'

/** The size of an element in CSS pixels, as it changes; undefined until it is known. */
export function useSize(): { readonly holder: RefObject<HTMLElement | null>; readonly size: Size | undefined } {
  const holder = useRef<HTMLElement>(null)
  const [size, setSize] = useState<Size>()
  useEffect(() => {
    const element = holder.current
    if (!element) return
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element
      if (width > 0 && height > 0)
        setSize((old) => (old?.width === width && old.height === height ? old : { width, height }))
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [])
  return { holder, size }
}

/** The layout for this canvas and the hosts the packets visit; the frame's host is in focus where not all fit. */
export function useScene(
  cluster: Cluster,
  size: Size | undefined,
  frames: readonly Frame[],
  frame: Frame | undefined,
  service: string | undefined,
  how: Pick<LayoutOptions, 'large' | 'pathOnly'> = {},
): Scene {
  const pathHosts = useMemo(() => hostsOf(frames), [frames])
  const { width, height } = size ?? { width: 716, height: 706 }
  const focus = frame?.place.host
  const { large = false, pathOnly = false } = how
  const last = useRef<Scene>(undefined)
  const scene = useMemo(
    () =>
      layoutScene(
        cluster,
        { width, height },
        { pathHosts, ...(focus ? { focus } : {}), ...(service ? { service } : {}), large, pathOnly },
      ),
    [cluster, width, height, pathHosts, focus, service, large, pathOnly],
  )
  // Another focus mostly gives the same picture: then nothing has to be drawn anew.
  if (!last.current || !sameScene(last.current, scene)) last.current = scene
  return last.current
}

/** The hosts the packets visit, in order. */
export function hostsOf(frames: readonly Frame[]): readonly string[] {
  return [...new Set(frames.map(({ place }) => place.host))]
}

function sameScene(a: Scene, b: Scene): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
