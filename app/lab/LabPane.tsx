import { LabBalancer } from './LabBalancer.tsx'
import { LabHosts } from './LabHosts.tsx'
import { LabRecords } from './LabRecords.tsx'
import { LabRoutes } from './LabRoutes.tsx'
import { LabWhatIf } from './LabWhatIf.tsx'

/** What Kubernetes has no kind for, as controls. Each of them edits the Lab document in the text. */
export default function LabPane() {
  return (
    <div className="pane lab">
      <LabRoutes />
      <LabBalancer />
      <LabHosts />
      <LabRecords />
      <LabWhatIf />
    </div>
  )
}
