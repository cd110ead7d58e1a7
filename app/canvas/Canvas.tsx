import '@xyflow/react/dist/base.css'
import { ReactFlowProvider } from '@xyflow/react'
import { Picture } from './Picture.tsx'

/** The picture of the cluster with the packet in it: React Flow for pan and zoom, our own layout for where things stand. */
export default function Canvas() {
  return (
    <ReactFlowProvider>
      <Picture />
    </ReactFlowProvider>
  )
}
