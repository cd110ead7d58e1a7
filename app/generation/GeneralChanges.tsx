import { Sentence } from '../ui/Sentence.tsx'
import { plainly, type Say } from './say.ts'

const topics = [
  'name',
  'cluster-ip',
  'node-port',
  'local',
  'own',
  'no-local',
  'load-balancer',
  'range',
  'no-endpoint',
  'pod',
  'external-ip',
  'localhost',
  'postrouting',
  'forward',
  'comment',
  'probability',
  'order',
  'fields',
  'canary',
] as const

/** What is called the same in every language. */
const terms = {
  oldName: 'default/web:',
  newName: 'default/web',
  services: 'KUBE-SERVICES',
  nodeports: 'KUBE-NODEPORTS',
  svc: 'KUBE-SVC',
  svl: 'KUBE-SVL',
  ext: 'KUBE-EXT',
  xlb: 'KUBE-XLB',
  fw: 'KUBE-FW',
  external: 'KUBE-EXTERNAL-SERVICES',
  firewall: 'KUBE-FIREWALL',
  proxyFirewall: 'KUBE-PROXY-FIREWALL',
  canary: 'KUBE-PROXY-CANARY',
  drop: '0x8000',
  dropTarget: 'DROP',
  reject: 'REJECT',
  hooks: 'INPUT, OUTPUT',
  forward: 'FORWARD',
  loopback: '127.0.0.1',
  arrow: 'default/web -> 10.244.1.2:80',
  five: '0.33333',
  ten: '0.3333333333',
}

/** The two generations topic by topic. */
export function GeneralChanges({
  older,
  newer,
  say,
}: {
  readonly older: string
  readonly newer: string
  readonly say: Say
}) {
  return (
    <section className="general">
      <h3 id="general-changes">{plainly(say('changesGeneral'))}</h3>
      <table aria-labelledby="general-changes">
        <thead>
          <tr>
            <th scope="col">{plainly(say('changesTopic'))}</th>
            <th scope="col">{older}</th>
            <th scope="col">{newer}</th>
          </tr>
        </thead>
        <tbody>
          {topics.map((topic) => (
            <tr key={topic}>
              <th scope="row">
                <Sentence parts={say(`topic.${topic}`, terms)} />
              </th>
              <td data-version={older}>
                <Sentence parts={say(`old.${topic}`, terms)} />
              </td>
              <td data-version={newer}>
                <Sentence parts={say(`new.${topic}`, terms)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
