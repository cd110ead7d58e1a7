import { type GoValue, goJson, goQuote } from './go-value.ts'

/** A field error as the API server words it: `spec.ports[0].port: Invalid value: 0: must be …`. */
export interface FieldError {
  /** Path of the field, as the API server writes it. */
  readonly path: string
  /** The whole line, path included. */
  readonly message: string
}

/** A list of field errors under construction; one method per type of error (apimachinery's field.Error). */
export class FieldErrors {
  private readonly errors: FieldError[] = []

  required(path: string, detail = ''): void {
    this.add(path, 'Required value', detail)
  }

  forbidden(path: string, detail: string): void {
    this.add(path, 'Forbidden', detail)
  }

  /** Numbers plain, strings as Go quotes them, everything else as JSON. */
  invalid(path: string, value: GoValue, detail: string): void {
    this.add(path, `Invalid value: ${shown(value)}`, detail)
  }

  unsupported(path: string, value: string, supported: readonly string[]): void {
    this.add(path, `Unsupported value: ${goQuote(value)}`, `supported values: ${supported.map(goQuote).join(', ')}`)
  }

  duplicate(path: string, value: GoValue): void {
    this.add(path, `Duplicate value: ${shown(value)}`, '')
  }

  tooLong(path: string, bytes: number): void {
    this.add(path, 'Too long', `may not be more than ${bytes} bytes`)
  }

  /** Takes over errors that were found elsewhere, in their order. */
  append(others: readonly FieldError[]): void {
    this.errors.push(...others)
  }

  list(): readonly FieldError[] {
    return this.errors
  }

  private add(path: string, type: string, detail: string): void {
    this.errors.push({ path, message: `${path}: ${type}${detail === '' ? '' : `: ${detail}`}` })
  }
}

function shown(value: GoValue): string {
  return typeof value === 'string' ? goQuote(value) : goJson(value)
}
