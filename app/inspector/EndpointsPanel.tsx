import { deprecationsAround, ownerOfHost } from '../../src/index.ts'
import { useWalk, useWords } from '../derived.ts'
import { store } from '../store.ts'
import { Address } from '../ui/Address.tsx'
import { Deprecated } from '../ui/Deprecated.tsx'

/** Endpoints of a port that get a row. */
const shownEndpoints = 40

/** The endpoints of every Service: where they are, and whether rules lead to them. */
export default function EndpointsPanel() {
  const { t } = useWords()
  const { cluster, manifest } = useWalk()
  return (
    <div className="pane">
      {cluster.services
        .toSorted((a, b) => Number(a.assumed) - Number(b.assumed))
        .map((service) => [service, deprecationsAround(service, manifest)] as const)
        .map(([{ namespace, name, ports }, deprecations]) => (
          <section key={`${namespace}/${name}`} aria-label={`${namespace}/${name}`}>
            <h2 translate="no">{namespace === 'default' ? name : `${namespace}/${name}`}</h2>
            <Deprecated of={deprecations} named />
            {ports.map((port) => (
              <table key={`${port.name} ${port.port} ${port.protocol}`} className="packet-table">
                <caption translate="no">{`${port.name === '' ? '' : `${port.name} `}${port.port}/${port.protocol}`}</caption>
                <tbody>
                  {port.endpoints.length === 0 ? (
                    <tr>
                      <td className="mute">{t('inspect.noEndpoint')}</td>
                    </tr>
                  ) : null}
                  {port.endpoints.slice(0, shownEndpoints).map(({ address, port: number, pod, nodeName, ready }) => (
                    <tr key={`${address} ${number}`} className={`o-${ownerOfHost(cluster, pod ?? '').hue}`}>
                      <td>
                        <Address socket={address.includes(':') ? `[${address}]:${number}` : `${address}:${number}`} />
                      </td>
                      <td translate="no">
                        {pod === undefined ? null : (
                          <button
                            type="button"
                            className="plain"
                            onClick={() =>
                              store.setState({ selection: { type: 'pod', name: pod }, panel: 'rules', pane: 'rules' })
                            }
                          >
                            {pod.split('/').at(-1)}
                          </button>
                        )}
                      </td>
                      <td translate="no">{nodeName}</td>
                      <td>{ready ? t('canvas.ready') : t('canvas.notReadyShort')}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            ))}
          </section>
        ))}
    </div>
  )
}
