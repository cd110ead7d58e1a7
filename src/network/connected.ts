import type { Address } from '../net/address.ts'
import { cidr } from '../net/cidr.ts'
import type { Device, Route } from './network.ts'

/** The routes the kernel makes by itself for a device's networks. */
export function connected(devices: readonly Device[]): readonly Route[] {
  return devices.flatMap((device) =>
    device.addresses.map((own): Route => ({ to: own.network, type: 'unicast', device: device.name })),
  )
}

/** `default via gateway`, per family; none without a gateway. */
export function defaultRoute(device: string, gateway: Address | undefined): readonly Route[] {
  if (gateway === undefined) return []
  const to = cidr(gateway.includes(':') ? '::/0' : '0.0.0.0/0')
  return [{ to, type: 'unicast', device, via: [gateway] }]
}
