declare module 'virtual:scenario-index' {
  /** Written when the page is built; see scripts/scenario-index.js. */
  export const scenarioIndex: readonly {
    readonly id: string
    readonly title: Readonly<Partial<Record<'en' | 'zh-CN', string>>>
    readonly length: number
  }[]
}
