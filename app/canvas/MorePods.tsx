import { useWords } from '../derived.ts'
import { Sentence } from '../ui/Sentence.tsx'
import { useDrawing } from './drawing.ts'
import { readable } from './readable.ts'

/** The number of Pods that found no room; their names on demand. */
export function MorePods({ pods }: { readonly pods: readonly string[] }) {
  const { t } = useWords()
  const { frame, flying, kept } = useDrawing()
  const names = pods.map((pod) => pod.split('/').at(-1)).join(', ')
  const label = t('canvas.more', { names })
  const here = !flying && frame !== undefined && pods.includes(frame.place.host)
  return (
    <div
      className={`cv-more-box${here ? ' cv-here' : ''}${kept && !pods.some((pod) => kept.has(pod)) ? ' cv-faded' : ''}`}
      {...readable(label)}
    >
      +{pods.length}
    </div>
  )
}

/** Says that a Service, or the node altogether, has no Pod here. */
export function NoPod({ node }: { readonly node: string }) {
  const { t, parts } = useWords()
  const { walk, service } = useDrawing()
  const some = walk.cluster.pods.some((pod) => pod.node === node && !pod.hostNetwork)
  return (
    <div className="cv-no-pod-box">
      <span>
        {service && some ? (
          <Sentence parts={parts('canvas.noPodHere', { service: service.name })} />
        ) : (
          t('canvas.noPods')
        )}
      </span>
    </div>
  )
}
