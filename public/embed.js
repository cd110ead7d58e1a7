// <packet-walk>: a Packetwalk inside a page of your own. What stands between its tags is shown until it runs, and stays
// when it cannot. Attributes: scenario or src (or the YAML of a <pre> between the tags), step, depth, theme, controls, lang,
// height, title. Events: packetwalk-ready, packetwalk-step. Methods: goTo(step), setTheme(theme).
;(() => {
  if (customElements.get('packet-walk')) return

  const script = document.currentScript ?? document.querySelector('script[src$="/embed.js"], script[src="embed.js"]')
  const home = new URL('./', script?.src || location.href)
  const envelope = { ns: 'packetwalk', v: 1 }
  const least = 240
  const most = 1200
  const style = `
    :host { display: grid !important; min-block-size: var(--packet-walk-height, 480px); }
    :host([hidden]) { display: none !important; }
    slot, iframe { grid-area: 1 / 1; min-inline-size: 0; }
    iframe { inline-size: 100%; block-size: var(--packet-walk-height, 480px); border: 0; visibility: hidden; }
    slot { display: block; }
    slot.ready { display: none; }
    .ready + iframe { visibility: visible; }
    @media print { iframe { display: none; } slot.ready { display: block; } }
  `

  class PacketWalk extends HTMLElement {
    static observedAttributes = ['scenario', 'src', 'step', 'depth', 'theme', 'controls', 'lang', 'height', 'title']
    #root = this.attachShadow({ mode: 'open' })
    #fallback = document.createElement('slot')
    #frame = document.createElement('iframe')
    #load = 0
    /** @param {MessageEvent} event */
    #hear = (event) => {
      const { source, data } = event
      if (source === null || source !== this.#frame.contentWindow) return
      if (data?.ns !== envelope.ns || data.v !== envelope.v) return
      if (data.type === 'ready') this.#fallback.classList.add('ready')
      if (data.type === 'resize') this.#resize(Number(data.height))
      if (data.type === 'ready' || data.type === 'step') {
        const detail = { step: Number(data.step), total: Number(data.total) }
        this.dispatchEvent(new CustomEvent(`packetwalk-${data.type}`, { bubbles: true, detail }))
      }
    }

    constructor() {
      super()
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(style)
      this.#root.adoptedStyleSheets = [sheet]
      const frame = this.#frame
      // Scripts and its own links, nothing else: no storage, no cookies, no reach into this page.
      frame.setAttribute('sandbox', 'allow-scripts allow-popups allow-popups-to-escape-sandbox')
      frame.setAttribute('allow', 'fullscreen; clipboard-write')
      frame.loading = 'lazy'
      frame.referrerPolicy = 'no-referrer'
      this.#root.append(this.#fallback, frame)
    }

    connectedCallback() {
      addEventListener('message', this.#hear)
      void this.#open()
    }

    disconnectedCallback() {
      removeEventListener('message', this.#hear)
      this.#fallback.classList.remove('ready')
    }

    /** @param {string} name @param {string | null} before @param {string | null} now */
    attributeChangedCallback(name, before, now) {
      if (!this.isConnected || before === now) return
      if (name === 'step') this.goTo(Number(now))
      else if (name === 'theme') this.setTheme(now ?? 'auto')
      else if (name === 'title') this.#frame.title = this.#title()
      else void this.#open()
    }

    /** To a step, the first being 1, as counted on the screen. @param {number} step */
    goTo(step) {
      this.#send({ type: 'goTo', step })
    }

    /** light, dark, projector, or auto: as the reader's system wishes. @param {string} theme */
    setTheme(theme) {
      this.#send({ type: 'setTheme', theme })
    }

    /** @param {object} message */
    #send(message) {
      // A sandboxed frame has no origin that could be named.
      this.#frame.contentWindow?.postMessage({ ...envelope, ...message }, '*')
    }

    async #open() {
      const load = ++this.#load
      const hash = await this.#hash().catch(() => undefined)
      // Overtaken by another change, or without its text: what stands between the tags stays.
      if (load !== this.#load || hash === undefined) return
      const query = new URLSearchParams({ embed: '1' })
      const language = this.closest('[lang]')?.getAttribute('lang')
      if (language) query.set('lang', language)
      const theme = this.getAttribute('theme')
      if (theme) query.set('theme', theme)
      const controls = this.getAttribute('controls')
      if (controls) query.set('controls', controls)
      const height = Number(this.getAttribute('height'))
      if (height > 0) this.#resize(height)
      this.#frame.title = this.#title()
      const address = `${new URL('index.html', home)}?${query}#${hash}`
      if (this.#frame.src !== address) this.#frame.src = address
    }

    /** What the address of the frame says about text and step. */
    async #hash() {
      const parts = []
      const scenario = this.getAttribute('scenario')
      const src = this.getAttribute('src')
      if (scenario) parts.push(`scenario=${encodeURIComponent(scenario)}`)
      else if (src) parts.push(`yaml=${encodeURIComponent(await textAt(new URL(src, document.baseURI)))}`)
      else parts.push(`yaml=${encodeURIComponent(this.querySelector('pre')?.textContent ?? '')}`)
      const step = Number(this.getAttribute('step'))
      if (step > 0) parts.push(`step=${step}`)
      const depth = this.getAttribute('depth')
      if (depth) parts.push(`depth=${encodeURIComponent(depth)}`)
      return parts.join('&')
    }

    #title() {
      return this.getAttribute('title') || 'Packetwalk: the way of a packet'
    }

    /** @param {number} height */
    #resize(height) {
      const asked = Number(this.getAttribute('height')) || height
      if (asked > 0) this.style.setProperty('--packet-walk-height', `${Math.min(most, Math.max(least, asked))}px`)
    }
  }

  /** @param {URL} address */
  async function textAt(address) {
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
    return answer.text()
  }

  customElements.define('packet-walk', PacketWalk)
})()
