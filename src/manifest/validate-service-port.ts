import type { ApiServicePort } from './api-service.ts'
import type { FieldErrors } from './field-error.ts'
import { dns1123Label, portName, portNumber, qualifiedName } from './name-rules.ts'

const protocols = ['SCTP', 'TCP', 'UDP']

/** Each port by itself and its name among the others' (validation.go validateServicePort). */
export function validateServicePorts(errors: FieldErrors, ports: readonly ApiServicePort[]): void {
  const names = new Set<string>()
  for (const [index, port] of ports.entries()) {
    const path = `spec.ports[${index}]`
    if (port.name !== '') {
      for (const text of dns1123Label(port.name)) errors.invalid(`${path}.name`, port.name, text)
      if (names.has(port.name)) errors.duplicate(`${path}.name`, port.name)
      names.add(port.name)
    } else if (ports.length > 1) errors.required(`${path}.name`)
    for (const text of portNumber(port.port)) errors.invalid(`${path}.port`, port.port, text)
    if (port.protocol === '') errors.required(`${path}.protocol`)
    else if (!protocols.includes(port.protocol)) errors.unsupported(`${path}.protocol`, port.protocol, protocols)
    const target = port.targetPort
    for (const text of typeof target === 'number' ? portNumber(target) : portName(target))
      errors.invalid(`${path}.targetPort`, target, text)
    if (port.appProtocol !== undefined)
      for (const text of qualifiedName(port.appProtocol)) errors.invalid(`${path}.appProtocol`, port.appProtocol, text)
  }
}

/** Node ports and ports, each once per protocol. */
export function validateDuplicatePorts(errors: FieldErrors, ports: readonly ApiServicePort[]): void {
  const nodePorts = new Set<string>()
  for (const [index, { protocol, nodePort }] of ports.entries()) {
    if (nodePort === 0) continue
    const key = `${protocol} ${nodePort}`
    if (nodePorts.has(key)) errors.duplicate(`spec.ports[${index}].nodePort`, nodePort)
    nodePorts.add(key)
  }
  const numbers = new Set<string>()
  for (const [index, { protocol, port }] of ports.entries()) {
    const key = `${protocol} ${port}`
    // Go prints the whole struct that was the key of its map.
    const shown = { Name: '', Protocol: protocol, AppProtocol: null, Port: port, TargetPort: 0, NodePort: 0 }
    if (numbers.has(key)) errors.duplicate(`spec.ports[${index}]`, shown)
    numbers.add(key)
  }
}
