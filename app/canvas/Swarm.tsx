import { ViewportPortal } from '@xyflow/react'
import { SwarmCounts } from './SwarmCounts.tsx'
import { SwarmLayer } from './SwarmLayer.tsx'

/** A thousand packets in the place of one: dots on their way, and how many have arrived where. */
export default function Swarm() {
  return (
    <>
      <ViewportPortal>
        <SwarmCounts />
      </ViewportPortal>
      <SwarmLayer />
    </>
  )
}
