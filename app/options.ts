/** What the address asks of the page, beside what it shows: everything after `?`. */
export interface Options {
  /** Inside somebody else's page: no header, no storage, nothing written into the address. */
  readonly embed: boolean
  /** Whether an embedded page shows its rules beside the picture. */
  readonly rules: boolean
  readonly controls: boolean
  readonly motion: 'auto' | 'on' | 'off'
  /** `off`: none of the page's keys; `forward`: what it has no use for goes to the page around it. */
  readonly keys: 'focus' | 'off' | 'forward'
  readonly present: boolean
}

export const defaultOptions: Options = {
  embed: false,
  rules: false,
  controls: true,
  motion: 'auto',
  keys: 'focus',
  present: false,
}

/** Reads the query of an address. Unknown keys are ignored, bad values fall back. */
export function readOptions(search: string): Options {
  const query = new URLSearchParams(search)
  const choice = <T extends string>(key: string, values: readonly T[], otherwise: T): T =>
    values.find((value) => value === query.get(key)) ?? otherwise
  const embed = query.has('embed') && query.get('embed') !== '0'
  return {
    embed,
    rules: query.get('view') === 'rules',
    controls: query.get('controls') !== '0',
    motion: choice('motion', ['auto', 'on', 'off'], 'auto'),
    keys: choice('keys', ['focus', 'off', 'forward'], 'focus'),
    present: query.get('view') === 'present',
  }
}
