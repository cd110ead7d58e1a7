import type { Address } from '../net/address.ts'
import type { Message } from './message.ts'

/**
 * The message with its addresses in another order, CNAMEs staying in front. One order is as likely as another, so a
 * wanted address may as well come first.
 */
export function inRandomOrder(message: Message, random: () => number, wanted: readonly Address[] = []): Message {
  const isAddress = ({ type }: Message['answers'][number]) => type === 'A' || type === 'AAAA'
  const addresses = message.answers.filter(isAddress)
  for (let last = addresses.length - 1; last > 0; last--) {
    const chosen = Math.floor(random() * (last + 1))
    const [a, b] = [addresses[last], addresses[chosen]]
    if (a && b) [addresses[last], addresses[chosen]] = [b, a]
  }
  const first = addresses.filter(({ data }) => wanted.some((address) => address === data))
  const rest = addresses.filter((record) => !first.includes(record))
  return { ...message, answers: [...message.answers.filter((record) => !isAddress(record)), ...first, ...rest] }
}
