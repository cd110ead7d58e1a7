/** Long spellings of the options that every rule may have; other words come back as they are. */
export function shortOption(word: string): string {
  return word.charCodeAt(1) === 45 ? (shortOptions.get(word) ?? word) : word
}

const shortOptions: ReadonlyMap<string, string> = new Map([
  ['--source', '-s'],
  ['--src', '-s'],
  ['--destination', '-d'],
  ['--dst', '-d'],
  ['--in-interface', '-i'],
  ['--out-interface', '-o'],
  ['--protocol', '-p'],
  ['--proto', '-p'],
  ['--match', '-m'],
  ['--jump', '-j'],
  ['--goto', '-g'],
  ['--fragment', '-f'],
  ['--set-counters', '-c'],
])
