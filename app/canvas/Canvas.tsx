import { ReactFlow, ReactFlowProvider, useReactFlow, ViewportPortal } from '@xyflow/react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { type Box, cardAt, layoutScene, type Scene } from '../../src/index.ts'
import { useFrame, useFrames, useShown, useWalk, useWords } from '../derived.ts'
import { Icon } from '../ui/Icon.tsx'
import { Capsule } from './Capsule.tsx'
import { Card } from './Card.tsx'
import { DepthControl } from './DepthControl.tsx'
import { HostBox } from './HostBox.tsx'
import { Legend } from './Legend.tsx'
import { Waiting } from './Waiting.tsx'
import { Wires } from './Wires.tsx'

interface BoxData extends Record<string, unknown> {
  readonly box: Box
  readonly scene: Scene
}

const nodeTypes = {
  host: ({ data }: { readonly data: BoxData }) => <HostBox box={data.box} />,
  card: ({ data }: { readonly data: BoxData }) => <Card box={data.box} scene={data.scene} />,
}

/** The drawing: React Flow for pan and zoom, our own layout for where things stand. */
export function Canvas() {
  return (
    <ReactFlowProvider>
      <Drawing />
    </ReactFlowProvider>
  )
}

function Drawing() {
  const { t } = useWords()
  const { stale } = useShown()
  const { holder, size } = useSize()
  const scene = useScene(size)
  const flow = useReactFlow()
  const frame = useFrame()
  const nodes = useMemo(() => nodesOf(scene), [scene])
  useEffect(() => {
    // A drawing larger than the canvas is shrunk a little, then followed with the camera: text stays legible.
    const zoom = Math.max(0.86, Math.min(1, size.width / scene.width, size.height / scene.height))
    const card = frame && cardAt(scene, frame.place)
    const tall = scene.height * zoom > size.height + 1
    const wide = scene.width * zoom > size.width + 1
    const y = tall && card ? Math.min(0, size.height - (card.y + card.height + 14) * zoom) : 0
    const x =
      wide && card
        ? Math.min(0, size.width / 2 - (card.x + card.width / 2) * zoom)
        : Math.max(0, (size.width - scene.width * zoom) / 2)
    void flow.setViewport({ x, y: Math.max(y, card ? -(card.y - 20) * zoom : y), zoom })
  }, [flow, scene, size, frame])
  return (
    <section ref={holder} className={stale ? 'canvas stale' : 'canvas'} aria-label={t('canvas')}>
      <ReactFlow
        nodes={nodes}
        edges={[]}
        nodeTypes={nodeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable
        edgesFocusable={false}
        elementsSelectable={false}
        deleteKeyCode={null}
        disableKeyboardA11y
        minZoom={0.3}
        maxZoom={2}
        panOnScroll={false}
        zoomOnScroll={false}
        zoomOnDoubleClick={false}
        preventScrolling={false}
        proOptions={{ hideAttribution: true }}
      >
        <ViewportPortal>
          <Wires scene={scene} />
          <Capsule scene={scene} />
        </ViewportPortal>
      </ReactFlow>
      {size.width >= 480 ? <Legend /> : null}
      <DepthControl />
      <Waiting />
      <p className="simplified">{t('simplified')}</p>
      <div className="zoom">
        <button type="button" aria-label="−" onClick={() => void flow.zoomOut()}>
          <Icon name="minus" />
        </button>
        <button type="button" aria-label="+" onClick={() => void flow.zoomIn()}>
          <Icon name="plus" />
        </button>
        <button type="button" aria-label="1:1" onClick={() => void flow.setViewport({ x: 0, y: 0, zoom: 1 })}>
          <Icon name="fit" />
        </button>
      </div>
    </section>
  )
}

function useSize() {
  const holder = useRef<HTMLElement>(null)
  const [size, setSize] = useState({ width: 716, height: 700 })
  useEffect(() => {
    const element = holder.current
    if (!element) return
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { holder, size }
}

/** The layout for the canvas as it is, and for the nodes this request visits. */
function useScene(size: { readonly width: number; readonly height: number }): Scene {
  const { cluster, trace, picks } = useWalk()
  const frames = useFrames()
  const frame = useFrame()
  const path = useMemo(
    () =>
      nodesOnPath(
        cluster.nodes.map((node) => node.name),
        trace,
      ),
    [cluster, trace],
  )
  const here = frame?.place.host ?? ''
  const pod = cluster.pods.find((candidate) => `${candidate.namespace}/${candidate.name}` === here)
  const current = pod?.node ?? here
  const isNode = cluster.nodes.some((node) => node.name === current)
  const focus = size.width < 480 ? (isNode ? current : path[0]) : undefined
  const from = trace?.flow.from
  return useMemo(() => {
    const pathHosts = [...new Set(frames.map((candidate) => candidate.place.host))]
    return layoutScene(cluster, size, { pathHosts, ...(focus ? { focus } : {}) })
  }, [cluster, size, path, picks, focus, from, frames])
}

function nodesOnPath(
  nodes: readonly string[],
  trace: { readonly packets: readonly { readonly events: readonly { readonly host: string }[] }[] } | undefined,
): readonly string[] {
  const visited = trace?.packets.flatMap((packet) => packet.events.map((event) => event.host)) ?? []
  return [...new Set(visited)].filter((host) => nodes.includes(host))
}

function nodesOf(scene: Scene) {
  return scene.boxes
    .filter((box) => box.kind === 'host' || box.kind === 'router' || box.kind === 'node')
    .map((box) => ({
      id: box.id,
      type: box.kind === 'node' ? 'card' : 'host',
      position: { x: box.x, y: box.y },
      width: box.width,
      height: box.height,
      data: { box, scene },
      ariaLabel: box.id,
    }))
}
