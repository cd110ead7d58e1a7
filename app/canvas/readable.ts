/** Makes a drawn thing something that can be reached from the keyboard inside the picture and read aloud; its name also shows on hover. */
export function readable(label: string): {
  readonly role: 'group'
  readonly tabIndex: -1
  readonly 'aria-label': string
  readonly title: string
} {
  return { role: 'group', tabIndex: -1, 'aria-label': label, title: label }
}
