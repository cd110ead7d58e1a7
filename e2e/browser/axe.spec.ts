import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '../fixtures.ts'
import { states } from '../states.ts'

for (const state of states) {
  for (const theme of ['light', 'dark']) {
    test(`${state.name}, ${theme}: no accessibility violation`, async ({ explorer, page }) => {
      test.slow()
      await explorer.open(state.hash, { theme })
      await state.reach?.(explorer)
      const { violations } = await new AxeBuilder({ page }).analyze()
      const told = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
      )
      expect(told).toEqual([])
    })
  }
}
