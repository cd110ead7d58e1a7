import { lazy, Suspense } from 'react'
import { CompareButton } from './compare/CompareButton.tsx'
import { useFrame, useWords } from './derived.ts'
import { Generation } from './generation/Generation.tsx'
import { PacketPanel } from './inspector/PacketPanel.tsx'
import { Earlier } from './request/Earlier.tsx'
import { Problems } from './request/Problems.tsx'
import { RequestPicker } from './request/RequestPicker.tsx'
import { RulesPanel } from './rules/RulesPanel.tsx'
import { Dialogs } from './shell/Dialogs.tsx'
import { Header } from './shell/Header.tsx'
import { Tabs } from './shell/Tabs.tsx'
import { useKeys } from './shell/useKeys.ts'
import { store, useApp } from './store.ts'
import { TimelineBar } from './timeline/TimelineBar.tsx'
import { Fence } from './ui/Fence.tsx'
import { Sentence } from './ui/Sentence.tsx'

// Asked for at once, and drawn when they come: the frame of the page and its words need not wait.
const editor = import('./editor/Editor.tsx')
const canvas = import('./canvas/Canvas.tsx')
const Editor = lazy(() => editor)
const Canvas = lazy(() => canvas)

/** The whole page: header, three panes, and the bar with the sentence and the steps. */
export function App({ unreadable }: { readonly unreadable: boolean }) {
  const pane = useApp((state) => state.pane)
  const drawer = useApp((state) => state.drawer)
  useKeys()
  return (
    <div className={`page pane-${pane}${drawer ? ' drawer-open' : ''}`}>
      <Header unreadable={unreadable}>
        <Generation />
      </Header>
      <main>
        <section className="left" aria-labelledby="left-title">
          <YamlTitle />
          <Fence>
            <Suspense fallback={<EditorSkeleton />}>
              <Editor />
            </Suspense>
          </Fence>
          <Problems />
          <Fence>
            <Earlier />
            <RequestPicker />
          </Fence>
        </section>
        <Fence>
          <Suspense fallback={<section className="canvas" aria-busy="true" />}>
            <Canvas />
          </Suspense>
        </Fence>
        <Side />
      </main>
      <Fence>
        <TimelineBar />
      </Fence>
      <PhoneTabs />
      <Dialogs />
    </div>
  )
}

function YamlTitle() {
  const { t } = useWords()
  return (
    <h2 id="left-title" className="pane-title">
      {t('yaml')}
    </h2>
  )
}

/** The text as it is, until the editor has arrived. */
function EditorSkeleton() {
  const text = useApp((state) => state.text)
  return <pre className="editor-skeleton">{text.slice(0, 4000)}</pre>
}

function Side() {
  const { t, parts } = useWords()
  const panel = useApp((state) => state.panel)
  const frame = useFrame()
  const host = frame?.place.host.split('/').at(-1) ?? ''
  const rules = host === '' ? t('rules') : <Sentence parts={parts('rulesOf', { name: host })} />
  return (
    <section className="right">
      <Tabs
        label={t('rules')}
        chosen={panel}
        choose={(chosen) => store.setState({ panel: chosen, touched: true })}
        tabs={[
          {
            id: 'rules',
            title: rules,
            content: (
              <Fence>
                <RulesPanel />
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
        ]}
      />
    </section>
  )
}

/** On a phone one pane at a time. */
function PhoneTabs() {
  const { t } = useWords()
  const pane = useApp((state) => state.pane)
  const choose = (chosen: 'picture' | 'rules' | 'packet' | 'yaml') => {
    store.setState({ pane: chosen, ...(chosen === 'rules' || chosen === 'packet' ? { panel: chosen } : {}) })
  }
  const panes = [
    ['picture', t('picture')],
    ['rules', t('rules')],
    ['packet', t('packet')],
    ['yaml', t('yaml')],
  ] as const
  return (
    <nav className="phone-tabs">
      {panes.map(([id, title]) => (
        <button key={id} type="button" aria-pressed={pane === id} onClick={() => choose(id)}>
          {title}
        </button>
      ))}
    </nav>
  )
}
