import { commands } from './commands.ts'

const mac = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** The chord of a key press: `Shift+ArrowRight`, `Mod+k`, `?`. Undefined with a modifier no chord uses. */
export function chordOf(event: KeyboardEvent): string | undefined {
  const mod = mac ? event.metaKey : event.ctrlKey
  if (event.altKey || (mac ? event.ctrlKey : event.metaKey)) return undefined
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toLowerCase() : event.key
  // A typed character already says what Shift made of it.
  const shift = event.shiftKey && (key.length > 1 || mod)
  return `${mod ? 'Mod+' : ''}${shift ? 'Shift+' : ''}${key}`
}

/** Carries out the command of a chord; false when no command has it. */
export function runChord(chord: string | undefined): boolean {
  const command = commands.find(({ chords }) => chord !== undefined && chords.includes(chord))
  command?.run()
  return command !== undefined
}

const names: Readonly<Record<string, string>> = {
  Mod: mac ? '⌘' : 'Ctrl',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'Page ↑',
  PageDown: 'Page ↓',
}

/** The keys of a chord as they are printed on a keyboard. */
export function keysOf(chord: string): readonly string[] {
  return chord.split('+').map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key))
}
