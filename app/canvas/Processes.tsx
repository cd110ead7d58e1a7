import type { Rectangle } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { Sentence } from '../ui/Sentence.tsx'
import { useDrawing } from './drawing.ts'

const always = ['kubelet', 'kube-proxy', 'sshd']

/** The node's own processes: what a packet that is for the node itself would meet. */
export function Processes({ node, area }: { readonly node: string; readonly area: Rectangle }) {
  const { t, parts } = useWords()
  const { walk, service } = useDrawing()
  const own = walk.cluster.pods.filter((pod) => pod.hostNetwork && pod.node === node).map((pod) => pod.name)
  const port = walk.flow?.destination.port
  const nodePort = service?.ports.find((entry) => entry.nodePort !== undefined && entry.nodePort === port)?.nodePort
  return (
    <div className="cv-processes-box">
      <b>
        <Sentence parts={parts('canvas.processes', { node })} />
      </b>
      {area.height >= 82 || nodePort === undefined ? (
        <span className="cv-mono" translate="no">
          {[...always, ...own].slice(0, 4).join(' · ')}
        </span>
      ) : null}
      {nodePort === undefined || area.height < 48 ? null : (
        <span>
          <span className="cv-line">
            <Sentence parts={parts('canvas.nodePort', { port: nodePort })} />
          </span>{' '}
          <span className="cv-line">{t('canvas.nodePortRules')}</span>
        </span>
      )}
    </div>
  )
}
