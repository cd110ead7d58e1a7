import type { Frame } from './timeline.ts'

/** `node2 · nat PREROUTING`. */
export function placeText({ place }: Frame): string {
  const name = place.host.split('/').at(-1) ?? place.host
  const station =
    place.station === undefined || place.station === 'processes'
      ? ''
      : ` · ${place.table ? `${place.table} ` : ''}${place.station}`
  return `${name}${station}`
}
