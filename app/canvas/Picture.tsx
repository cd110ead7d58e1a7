import { ReactFlow, useStore, ViewportPortal } from '@xyflow/react'
import { lazy, Suspense, useId, useMemo } from 'react'
import { journeyAt, leftOut, serviceAt, touchedBy } from '../../src/index.ts'
import { stepAt, useFrames, useShown, useSteps, useWords } from '../derived.ts'
import { useFocus } from '../focus.ts'
import { useApp } from '../store.ts'
import { Backdrop } from './Backdrop.tsx'
import { Cells } from './Cells.tsx'
import { DepthControl } from './DepthControl.tsx'
import { type Drawing, DrawingProvider, packetFrame } from './drawing.ts'
import { flowNodes, nodeTypes } from './flow-nodes.ts'
import { LeftOut } from './LeftOut.tsx'
import { PacketLayer } from './PacketLayer.tsx'
import { podsBehind } from './pods-behind.ts'
import { useCamera } from './useCamera.ts'
import { useFlight } from './useFlight.ts'
import { useGraphKeys } from './useGraphKeys.ts'
import { hostsOf, useScene, useSize } from './useScene.ts'
import { Waiting } from './Waiting.tsx'
import { ZoomButtons } from './ZoomButtons.tsx'

const PodMenu = lazy(() => import('./PodMenu.tsx'))
const Swarm = lazy(() => import('./Swarm.tsx'))

/** Everything in the canvas: the drawing, the packet over it, and the controls that do not move with it. */
export function Picture() {
  const { t } = useWords()
  const { walk, stale } = useShown()
  const frames = useFrames()
  const steps = useSteps()
  const presenting = useApp((state) => state.presenting)
  const embed = useApp((state) => state.options.embed)
  const cursor = useApp((state) => state.cursor)
  const pathOnly = useApp(({ options, whole, thousand }) => options.embed && !whole && !thousand)
  const speed = useApp((state) => state.speed)
  const focus = useFocus()
  const thousand = useApp((state) => state.thousand)
  const podMenu = useApp((state) => state.podMenu !== undefined)
  const { landed, flight, land } = useFlight(frames, steps, steps[stepAt(steps, cursor)] ?? 0)
  const { holder, size } = useSize()
  const onKeyDown = useGraphKeys()
  const keys = useId()
  const { cluster, flow } = walk
  const service = useMemo(() => {
    return flow && serviceAt(cluster, `${flow.destination.address}:${flow.destination.port}`)
  }, [cluster, flow])
  const frame = packetFrame(frames, landed)
  const scene = useScene(cluster, size, frames, frame, service && `${service.namespace}/${service.name}`, {
    large: presenting,
    pathOnly,
  })
  const camera = useCamera(scene, size, packetFrame(frames, flight?.to ?? landed)?.place)
  const nodes = useMemo(() => flowNodes(scene, cluster, t), [scene, cluster, t])
  const servicePods = useMemo(() => podsBehind(cluster, service), [cluster, service])
  const drawing = useMemo((): Drawing => {
    const journey = journeyAt(scene, frames, landed)
    const kept = focus && !thousand && frames.length > 0 ? touchedBy(scene, frames) : undefined
    const flying = flight !== undefined
    return { walk, scene, frames, frame, at: landed, flying, journey, kept, service, servicePods }
  }, [walk, scene, frames, frame, landed, flight, focus, thousand, service, servicePods])
  const level = useStore(({ transform }) => (transform[2] >= 0.7 ? 'near' : transform[2] >= 0.45 ? 'far' : 'farther'))
  return (
    <section
      ref={holder}
      className={`canvas cv${stale ? ' cv-stale' : ''}${scene.width < 480 ? ' cv-phone' : ''}`}
      aria-label={t('canvas.label')}
      data-level={level}
      style={{ '--cv-speed': speed } as React.CSSProperties}
    >
      <h2 className="visually-hidden">{t('canvas.label')}</h2>
      <p id={keys} className="visually-hidden">
        {t('canvas.keys')}
      </p>
      <DrawingProvider value={drawing}>
        <ReactFlow
          nodes={nodes}
          edges={[]}
          nodeTypes={nodeTypes}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          deleteKeyCode={null}
          disableKeyboardA11y
          minZoom={0.3}
          maxZoom={2}
          zoomOnDoubleClick={false}
          // Inside another page the wheel and the finger scroll that page.
          zoomOnScroll={!embed}
          preventScrolling={!embed}
          panOnDrag={!embed}
          onMoveStart={camera.onMoveStart}
          proOptions={{ hideAttribution: true }}
          tabIndex={0}
          aria-label={t('canvas.graph')}
          aria-describedby={keys}
          onKeyDown={onKeyDown}
        >
          <ViewportPortal>
            <Backdrop />
            <Cells />
            {thousand ? null : <PacketLayer flight={flight} land={land} />}
          </ViewportPortal>
        </ReactFlow>
        {thousand ? (
          <Suspense>
            <Swarm />
          </Suspense>
        ) : (
          <Waiting />
        )}
        {podMenu ? (
          <Suspense>
            <PodMenu />
          </Suspense>
        ) : null}
      </DrawingProvider>
      <DepthControl />
      {embed && !thousand ? <LeftOut names={leftOut(cluster, hostsOf(frames))} /> : null}
      <p className="cv-simplified">{t('canvas.simplified')}</p>
      <ZoomButtons fit={camera.fit} zoomBy={camera.zoomBy} />
    </section>
  )
}
