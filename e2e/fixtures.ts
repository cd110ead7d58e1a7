import { test as base, expect } from '@playwright/test'
import { Explorer } from './explorer.ts'

/**
 * Gives every test the page as `explorer`, and fails it for what no test may cause: an exception, an error in the
 * console (a blocked style or script is one), or a request to anywhere but the page's own address.
 */
export const test = base.extend<{ readonly explorer: Explorer }>({
  explorer: async ({ page, baseURL }, use) => {
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(`exception: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(`console: ${message.text()}`)
    })
    page.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(baseURL ?? '') && !/^(data|blob):/.test(url)) faults.push(`request: ${url}`)
    })
    await use(new Explorer(page))
    expect(faults).toEqual([])
  },
})

export { expect }
