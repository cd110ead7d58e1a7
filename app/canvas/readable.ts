/** Makes a drawn thing something that can be reached by keyboard and read aloud; its name also shows on hover. */
export function readable(label: string): {
  readonly role: 'group'
  readonly tabIndex: 0
  readonly 'aria-label': string
  readonly title: string
} {
  return { role: 'group', tabIndex: 0, 'aria-label': label, title: label }
}
