import { type ComponentType, lazy, Suspense } from 'react'
import { CompareButton } from './compare/CompareButton.tsx'
import { useFrame, useWalk, useWords } from './derived.ts'
import { dropTarget } from './files.ts'
import { Generation } from './generation/Generation.tsx'
import { PacketPanel } from './inspector/PacketPanel.tsx'
import { WhatIfSelect } from './lab/WhatIfSelect.tsx'
import { Earlier } from './request/Earlier.tsx'
import { EmptyText } from './request/EmptyText.tsx'
import { Problems } from './request/Problems.tsx'
import { RequestPicker } from './request/RequestPicker.tsx'
import { TextButtons } from './request/TextButtons.tsx'
import { Dialogs } from './shell/Dialogs.tsx'
import { EmbedLink } from './shell/EmbedLink.tsx'
import { Header } from './shell/Header.tsx'
import { PhoneTabs } from './shell/PhoneTabs.tsx'
import { Tabs } from './shell/Tabs.tsx'
import { useKeys } from './shell/useKeys.ts'
import { store, useApp } from './store.ts'
import { TimelineBar } from './timeline/TimelineBar.tsx'
import { Fence } from './ui/Fence.tsx'

// Asked for at once, and drawn when they come: the frame of the page and its words need not wait.
const editor = import('./editor/Editor.tsx')
const canvas = import('./canvas/Canvas.tsx')
const rules = import('./rules/RulesPanel.tsx')
const Editor = lazy(() => editor)
const Canvas = lazy(() => canvas)
const RulesPanel = lazy(() => rules)
const LookupPanel = lazy(() => import('./lookup/LookupPanel.tsx'))
const ConntrackPanel = lazy(() => import('./inspector/ConntrackPanel.tsx'))
const EndpointsPanel = lazy(() => import('./inspector/EndpointsPanel.tsx'))
const NetworkPanel = lazy(() => import('./inspector/NetworkPanel.tsx'))
const StepsPanel = lazy(() => import('./inspector/StepsPanel.tsx'))
const LabPane = lazy(() => import('./lab/LabPane.tsx'))
const WaysView = lazy(() => import('./ways/WaysView.tsx'))
const PresentHead = lazy(() => import('./present/PresentHead.tsx'))
const RuleBand = lazy(() => import('./present/RuleBand.tsx'))
const VersusView = lazy(() => import('./versus/VersusView.tsx'))
const Overlay = lazy(() => import('./canvas/Overlay.tsx'))
const ThousandPane = lazy(() => import('./shell/ThousandPane.tsx'))
const Blank = lazy(() => import('./present/Blank.tsx'))
const ClusterPane = lazy(() => import('./cluster/ClusterPane.tsx'))
const ObjectsPane = lazy(() => import('./objects/ObjectsPane.tsx'))

/** The whole page: header, three panes, and the bar with the sentence and the steps. */
export function App({ unreadable }: { readonly unreadable: boolean }) {
  const pane = useApp((state) => state.pane)
  const drawer = useApp((state) => state.drawer)
  const panel = useApp((state) => state.panel)
  const { embed, rules } = useApp((state) => state.options)
  const presenting = useApp((state) => state.presenting)
  const blank = useApp((state) => state.blank)
  const thousand = useApp((state) => state.thousand)
  const comparing = useApp((state) => state.versus !== undefined)
  useKeys()
  const looks = ['page', `pane-${pane}`]
  if (drawer) looks.push('drawer-open')
  if (presenting) looks.push('presenting')
  if (embed) looks.push('embed')
  if (comparing) return <Comparing unreadable={unreadable} looks={looks} />
  const bare = presenting || embed
  return (
    <div className={looks.join(' ')}>
      {bare ? null : (
        <Header unreadable={unreadable}>
          <Generation />
          <WhatIfSelect />
        </Header>
      )}
      {presenting ? <LazyPane of={PresentHead} quiet /> : null}
      <main>
        {embed && !presenting ? <h1 className="visually-hidden">Packetwalk</h1> : null}
        {bare ? null : <Left />}
        {panel === 'ways' && !bare ? (
          <LazyPane of={WaysView} />
        ) : (
          <>
            <Fence>
              <Suspense fallback={<section className="canvas" aria-busy="true" />}>
                <Canvas />
              </Suspense>
            </Fence>
            {thousand ? <LazyPane of={ThousandPane} quiet /> : presenting || (embed && !rules) ? null : <Side />}
          </>
        )}
      </main>
      {presenting ? <LazyPane of={RuleBand} quiet /> : null}
      <Fence>
        <TimelineBar extra={embed ? <EmbedLink /> : null} />
      </Fence>
      {bare ? null : <PhoneTabs />}
      <Dialogs />
      {blank ? <LazyPane of={Blank} quiet /> : null}
    </div>
  )
}

/** Two walks side by side, in place of the picture and its panes. */
function Comparing({ unreadable, looks }: { readonly unreadable: boolean; readonly looks: readonly string[] }) {
  return (
    <div className={[...looks, 'comparing'].join(' ')}>
      <Header unreadable={unreadable}>
        <Generation />
        <WhatIfSelect />
      </Header>
      <main>
        <Fence>
          <Suspense fallback={<div className="waiting" />}>
            <VersusView overlay={Overlay} />
          </Suspense>
        </Fence>
      </main>
      <Dialogs />
    </div>
  )
}

/** The text and what it comes to; below, the request. A file can be dropped anywhere on it. */
function Left() {
  const { t } = useWords()
  const left = useApp((state) => state.left)
  return (
    <section className="left" aria-label={t('yaml')} {...dropTarget}>
      <Tabs
        label={t('pane.label')}
        chosen={left}
        choose={(chosen) => store.setState({ left: chosen })}
        tabs={[
          { id: 'yaml', title: t('yaml'), content: <Yaml />, keep: true },
          { id: 'cluster', title: t('pane.cluster'), content: <ClusterAndLab /> },
          { id: 'objects', title: t('pane.objects'), content: <LazyPane of={ObjectsPane} /> },
        ]}
      />
      <Fence>
        <Earlier />
        <RequestPicker />
      </Fence>
    </section>
  )
}

function Yaml() {
  return (
    <>
      <TextButtons />
      <Fence>
        <Suspense fallback={<EditorSkeleton />}>
          <Editor />
        </Suspense>
      </Fence>
      <EmptyText />
      <Problems />
    </>
  )
}

/** A part that comes when it is first wanted; a quiet one leaves no gap until then. */
function LazyPane({ of: Pane, quiet = false }: { readonly of: ComponentType; readonly quiet?: boolean }) {
  return (
    <Fence>
      <Suspense fallback={quiet ? null : <div className="waiting" />}>
        <Pane />
      </Suspense>
    </Fence>
  )
}

/** The cluster and what surrounds it, as controls. */
function ClusterAndLab() {
  return (
    <>
      <LazyPane of={ClusterPane} />
      <LazyPane of={LabPane} />
    </>
  )
}

/** The text as it is, until the editor has arrived. */
function EditorSkeleton() {
  const text = useApp((state) => state.text)
  return <pre className="editor-skeleton">{text.slice(0, 4000)}</pre>
}

/** A longer host's name would push the other tabs out of the pane; the caption has it anyway. */
const longestInTab = 8

function Side() {
  const { t } = useWords()
  const wanted = useApp((state) => state.panel)
  const named = useWalk().trace?.resolver !== undefined
  const pane = useApp((state) => state.pane)
  const panel = wanted === 'lookup' && !named ? (pane === 'packet' ? 'packet' : 'rules') : wanted
  const frame = useFrame()
  const host = frame?.place.host.split('/').at(-1) ?? ''
  const rules = (
    <>
      {t('rules')}
      {host === '' || named || host.length > longestInTab ? null : (
        <span className="tab-host" translate="no">
          {` · ${host}`}
        </span>
      )}
    </>
  )
  return (
    <section className="right">
      <h2 className="visually-hidden">{t('rules')}</h2>
      <Tabs
        label={t('rules')}
        chosen={panel}
        choose={(chosen) => {
          // So that a window made narrow afterwards does not show the rules in the pane of the packet.
          const left = chosen === 'rules' && pane === 'packet'
          store.setState({ panel: chosen, touched: true, ...(left ? { pane: 'rules' } : {}) })
        }}
        tabs={[
          {
            id: 'rules',
            title: rules,
            content: (
              <Fence>
                <Suspense fallback={<div className="waiting" />}>
                  <RulesPanel />
                </Suspense>
                <CompareButton />
              </Fence>
            ),
          },
          {
            id: 'packet',
            title: t('packet'),
            content: (
              <Fence>
                <PacketPanel />
              </Fence>
            ),
          },
          ...(named ? [{ id: 'lookup' as const, title: t('lookup'), content: <LazyPane of={LookupPanel} /> }] : []),
          { id: 'conntrack', title: t('inspect.conntrack'), content: <LazyPane of={ConntrackPanel} /> },
          { id: 'endpoints', title: t('inspect.endpoints'), content: <LazyPane of={EndpointsPanel} /> },
          { id: 'network', title: t('inspect.network'), content: <LazyPane of={NetworkPanel} /> },
          { id: 'steps', title: t('inspect.steps'), content: <LazyPane of={StepsPanel} /> },
        ]}
      />
    </section>
  )
}
