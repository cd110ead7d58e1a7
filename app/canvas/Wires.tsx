import type { Point, Scene } from '../../src/index.ts'
import { useFrames } from '../derived.ts'
import { useCursorFrames } from './useCursorFrames.ts'

/** The wires: thin where nothing goes, solid where the packet has been, dotted where it will go. */
export function Wires({ scene }: { readonly scene: Scene }) {
  const { shown } = useCursorFrames()
  const frames = useFrames()
  const been = new Set(shown.map((frame) => frame.place.host))
  const ahead = new Set(frames.map((frame) => frame.place.host))
  return (
    <svg className="wires" width={scene.width} height={scene.height} aria-hidden="true">
      {scene.links.map((link) => {
        const near = hostsBehind(scene, link.to)
        const crossed = (been.has(link.from) || link.from === 'router') && near.some((host) => been.has(host))
        const coming = near.some((host) => ahead.has(host))
        return (
          <polyline
            key={link.id}
            className={crossed ? 'path' : coming ? 'ahead' : undefined}
            points={link.points.map(written).join(' ')}
          />
        )
      })}
      {scene.boxes
        .filter((box) => box.kind === 'node')
        .flatMap((card) =>
          innerWires(scene, card.id).map((points) => (
            <polyline
              key={`${card.id} ${points.map(written).join(' ')}`}
              className="inner"
              points={points.map(written).join(' ')}
            />
          )),
        )}
    </svg>
  )
}

function hostsBehind(scene: Scene, host: string): readonly string[] {
  return [host, ...scene.boxes.filter((box) => box.parent === host && box.kind === 'pod').map((box) => box.id)]
}

/** Between the stations of one card, and from its bridge to its Pods. */
function innerWires(scene: Scene, node: string): readonly (readonly Point[])[] {
  const box = (part: string) => scene.boxes.find((candidate) => candidate.id === `${node}/${part}`)
  const [pre, route, forward, post, input, output, bridge] = [
    'PREROUTING',
    'route',
    'FORWARD',
    'POSTROUTING',
    'INPUT',
    'OUTPUT',
    'cni0',
  ].map(box)
  if (!pre || !route || !forward || !post || !input || !output || !bridge) return []
  const y = pre.y + pre.height / 2
  const down = route.y + route.height
  const pods = scene.boxes.filter((candidate) => candidate.parent === node && candidate.kind === 'pod')
  return [
    [
      { x: pre.x + pre.width, y },
      { x: route.x, y },
    ],
    [
      { x: route.x + route.width, y },
      { x: forward.x, y },
    ],
    [
      { x: forward.x + forward.width, y },
      { x: post.x, y },
    ],
    [
      { x: input.x + input.width / 2, y: down },
      { x: input.x + input.width / 2, y: input.y },
    ],
    [
      { x: output.x + output.width / 2, y: output.y },
      { x: output.x + output.width / 2, y: output.y - 9 },
      { x: post.x + 16, y: output.y - 9 },
      { x: post.x + 16, y: post.y + post.height },
    ],
    ...pods
      .filter((pod) => pod.y < bridge.y + 60)
      .map((pod) => [
        { x: pod.x + pod.width / 2, y: bridge.y + bridge.height },
        { x: pod.x + pod.width / 2, y: pod.y },
      ]),
  ]
}

function written({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`
}
