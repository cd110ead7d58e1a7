/** Whether a device's name fits a rule's; a trailing `+` stands for any suffix. No device fits nothing. */
export function interfaceMatches(pattern: string, name: string | undefined): boolean {
  if (name === undefined) return false
  return pattern.endsWith('+') ? name.startsWith(pattern.slice(0, -1)) : name === pattern
}
