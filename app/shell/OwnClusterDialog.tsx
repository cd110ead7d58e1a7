import { useWords } from '../derived.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'

/** What to run against a cluster of one's own; every output can be pasted as it is, one after another. */
const commands = [
  ['pane.own.all', 'kubectl get svc,endpointslices,pods,nodes -A -o yaml'],
  ['pane.own.one', 'kubectl get svc,endpointslices,pods -n default -o yaml'],
  ['pane.own.proxy', "kubectl -n kube-system get cm kube-proxy -o jsonpath='{.data.config\\.conf}'"],
  ['pane.own.kubeadm', "kubectl -n kube-system get cm kubeadm-config -o jsonpath='{.data.ClusterConfiguration}'"],
] as const

/** The commands that print a cluster as text for this page. */
export default function OwnClusterDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords()
  return (
    <Dialog className="own-cluster" title={t('pane.ownCluster')} close={t('close')} onClose={onClose}>
      <p>{t('pane.own.how')}</p>
      <ol>
        {commands.map(([what, command]) => (
          <li key={what}>
            <p>{t(what)}</p>
            <div className="command">
              <code translate="no" lang="en">
                {command}
              </code>
              <CopyButton text={command} />
            </div>
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
