/** Seconds of a duration as Kubernetes writes it: `10s`, `1h30m`, `500ms`, or a bare number; undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined
  let seconds = 0
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    seconds += Number(number) * ({ ms: 0.001, s: 1, m: 60, h: 3600 }[unit as string] ?? 0)
  }
  return seconds
}
