import type { Json } from '../../src/index.ts'
import { useShown, useWords } from '../derived.ts'
import { Icon } from '../ui/Icon.tsx'
import { LabInput } from './LabInput.tsx'
import { LabRow } from './LabRow.tsx'
import { fieldText, useLab } from './useLab.ts'

const path = ['router', 'routes'] as const

/** Where the router outside sends what: an external IP works only if something brings it to a node. */
export function LabRoutes() {
  const { t } = useWords()
  const lab = useLab()
  const { cluster } = useShown().current
  const routes = lab.list(path)
  const nodes = cluster.nodes.map(({ name }) => name)
  const set = (index: number, route: Json | undefined) => lab.set([...path, index], route)
  const add = () => {
    const routed = JSON.stringify(routes)
    const wanted = cluster.services.flatMap((service) => service.externalIPs).find((ip) => !routed.includes(ip))
    lab.set([...path, routes.length], { to: `${wanted ?? '80.11.12.10'}/32`, via: nodes[0] ?? '192.168.0.11' })
  }
  return (
    <section aria-label={t('labRoutes')}>
      <h2>{t('labRoutes')}</h2>
      <ul>
        {routes.map((route, index) => {
          const to = fieldText(route, 'to')
          const via = viaOf(route)
          const options = new Map<string, string>([
            ...nodes.map((name) => [name, name] as const),
            ...(nodes.length > 1 ? [[nodes.join(' '), t('labAllNodes')] as const] : []),
            ['onLink', t('labOnLink')],
            ['blackhole', t('labBlackHole')],
          ])
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place in the text
            <LabRow key={index} name={to} remove={() => set(index, undefined)}>
              <LabInput label={t('labTo')} value={to} set={(value) => lab.set([...path, index, 'to'], value)} />
              <select
                aria-label={t('labVia')}
                value={via}
                onChange={(event) => set(index, { to, ...waysOf(event.target.value) })}
              >
                {options.has(via) ? null : <option value={via}>{via}</option>}
                {[...options].map(([value, words]) => (
                  <option key={value} value={value}>
                    {words}
                  </option>
                ))}
              </select>
            </LabRow>
          )
        })}
      </ul>
      <button type="button" className="boxed" onClick={add}>
        <Icon name="plus" size={12} /> {t('labAddRoute')}
      </button>
    </section>
  )
}

/** One word for how a route goes on: names of hops, `onLink` or `blackhole`. */
function viaOf(route: Json): string {
  const { via, onLink, blackhole } = (route ?? {}) as {
    readonly via?: Json
    readonly onLink?: Json
    readonly blackhole?: Json
  }
  if (blackhole === true) return 'blackhole'
  if (onLink === true) return 'onLink'
  return Array.isArray(via) ? via.join(' ') : typeof via === 'string' ? via : ''
}

function waysOf(word: string): { readonly [key: string]: Json } {
  if (word === 'blackhole' || word === 'onLink') return { [word]: true }
  const hops = word.split(' ')
  return { via: hops.length === 1 ? word : hops }
}
