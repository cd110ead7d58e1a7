/** What the tests counted when they last compared the model with something outside it. */
export interface HowWeKnow {
  readonly kernel?: {
    readonly flows: number
    readonly shapes: number
    readonly backends: readonly string[]
    readonly kernel: string
    readonly iptables: string
  }
  readonly kubeProxy?: { readonly flows: number; readonly rulesets: number; readonly version: string }
}

const files = import.meta.glob<HowWeKnow>('../docs/how-we-know.json', { import: 'default', eager: true })

/** The counts as the tests wrote them; a part nobody has counted is absent. */
export const howWeKnow: HowWeKnow = Object.values(files)[0] ?? {}
