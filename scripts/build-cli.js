import { buildBundle } from './build-bundle.js'

/**
 * Address of the built command line, built again, silently, when its sources changed.
 * @returns {Promise<string>}
 */
export function buildCli() {
  return buildBundle('packetwalk', 'cli/packetwalk.ts', ['src', 'cli'])
}
