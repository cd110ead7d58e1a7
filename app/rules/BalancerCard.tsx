import { believedHealthy, formatSocket } from '../../src/index.ts'
import { useWalk, useWords } from '../derived.ts'
import { Address } from '../ui/Address.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Sentence } from '../ui/Sentence.tsx'

/** Targets listed per listener. */
const listed = 50

/** What a load balancer forwards, and what its health checks told it: it has no rules to show. */
export function BalancerCard({ host }: { readonly host: string }) {
  const { t, parts } = useWords()
  const { network } = useWalk()
  const balancer = network.hosts.find(({ name }) => name === host)?.balancer
  if (!balancer) return null
  return (
    <div className="balancer">
      {balancer.listeners.map((listener) => (
        <section key={`${listener.address} ${listener.port} ${listener.protocol}`}>
          <h3>
            <Address socket={formatSocket(listener)} />
          </h3>
          <p>{t(listener.translates ? 'balancerTranslates' : 'balancerKeeps')}</p>
          <ul>
            {listener.targets.slice(0, listed).map((target) => {
              const takes = believedHealthy(target, balancer.notice, network.now ?? 0)
              const late = takes !== target.healthy
              const words = takes
                ? late
                  ? 'balancerLateFailing'
                  : 'balancerHealthy'
                : late
                  ? 'balancerLatePassing'
                  : 'balancerUnhealthy'
              return (
                <li key={`${target.name} ${target.address} ${target.port}`} className={takes ? 'good' : 'bad'}>
                  <Icon name={takes ? 'check' : 'close'} size={12} />{' '}
                  <Sentence
                    parts={parts(words, {
                      name: target.name.split('/').at(-1) ?? '',
                      seconds: balancer.notice,
                    })}
                  />
                </li>
              )
            })}
          </ul>
        </section>
      ))}
    </div>
  )
}
