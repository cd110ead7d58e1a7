import { fieldsEn } from '../locales/fields.en.ts'
import type { Message } from './message.ts'

type FieldKey = keyof typeof fieldsEn

/** What a field does to packets, as far as it has words; list indices in its path do not matter. */
export function describeField(kind: string, path: string): Message | undefined {
  const key = `field.${path.replace(/\[\d+\]/g, '')}`
  return kind === 'Service' && Object.hasOwn(fieldsEn, key) ? { key: key as FieldKey, values: {} } : undefined
}
