import type { Address } from '../net/address.ts'
import { cidr } from '../net/cidr.ts'
import type { Device, Route } from './network.ts'

/** The routes the kernel makes by itself for a device's networks. */
export function connected(devices: readonly Device[]): readonly Route[] {
  return devices.flatMap((device) =>
    device.addresses.map((own): Route => ({ to: own.network, type: 'unicast', device: device.name })),
  )
}

/** `default via gateway`, for each family there is a gateway of. */
export function defaultRoutes(device: string, gateways: readonly Address[]): readonly Route[] {
  return gateways.map((gateway): Route => {
    const to = cidr(gateway.includes(':') ? '::/0' : '0.0.0.0/0')
    return { to, type: 'unicast', device, via: [gateway] }
  })
}
