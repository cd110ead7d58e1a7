import { applyEdits, type Manifest, setRequest, type Way } from '../../src/index.ts'
import { setText, store } from '../store.ts'

/** Makes this way of this caller the request, and sends it; a picked Pod is led to wherever it can be. */
export function playWay(manifest: Manifest, from: string, way: Way, pick?: string): void {
  // TCP is what a request speaks anyway where both are spoken.
  const protocol = way.protocol === 'TCP' ? undefined : way.protocol
  setText(applyEdits(manifest.text, setRequest(manifest, { from, to: way.to, pick, protocol })))
  store.setState({ cursor: 0, playing: true, touched: true })
}
