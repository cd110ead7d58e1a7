/** UTF-16 offsets into the whole text, end exclusive. */
export interface SourceRange {
  readonly start: number
  readonly end: number
}

export interface TextEdit {
  readonly range: SourceRange
  readonly insert: string
}

/** How serious; only errors keep an object out of the cluster. */
export type Severity = 'error' | 'warning' | 'info'
/** Where in the API server's order of processing a diagnostic belongs. */
export type Stage = 'yaml' | 'decode' | 'allocation' | 'validation' | 'warning' | 'lab'

export interface ObjectName {
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

/** What our own diagnostics say; the words are in `locales/diagnostics.*.ts`, one per code. */
export type DiagnosticCode =
  | 'text-too-large'
  | 'too-many-aliases'
  | 'too-deep'
  | 'too-many-objects'
  | 'nul-character'
  | 'duplicate-key'
  | 'not-an-object'
  | 'kind-missing'
  | 'kind-misspelled'
  | 'api-version-missing'
  | 'api-version-unknown'
  | 'kind-not-modelled'
  | 'field-unknown'
  | 'field-not-used-yet'
  | 'field-type'
  | 'value-unsupported'
  | 'name-missing'
  | 'duplicate-object'
  | 'lab-duplicate'
  | 'lab-address'
  | 'lab-name-unknown'
  | 'lab-one-of'
  | 'lab-overlay'
  | 'lab-rule-not-found'
  | 'lab-chain-unknown'
  | 'field-missing'
  | 'selector-matches-nothing'
  | 'target-port-unresolved'
  | 'replicas-cut'
  | 'pods-without-address'
  | 'node-unknown'
  | 'address-taken'
  | 'proxy-mode-not-modelled'
  | 'external-name-is-ip'
  | 'external-name-unknown'
  | 'external-name-ports'
  | 'external-ips-deprecated'
  | 'load-balancer-pending'
  | 'load-balancer-host'

/**
 * One thing the reader should know about the text.
 * `literal` words belong to the API server, kubectl or the YAML parser and stay English; the others are ours.
 */
export interface Diagnostic {
  readonly severity: Severity
  readonly stage: Stage
  readonly object?: ObjectName
  /** Field path as the API server writes it: `spec.ports[0].nodePort`. */
  readonly path: string | null
  readonly range: SourceRange
  readonly says:
    | { readonly literal: string }
    | { readonly code: DiagnosticCode; readonly values: Readonly<Record<string, string | number>> }
  readonly fixes?: readonly Fix[]
}

/** A one-press mend. `code` has words in `locales/diagnostics.*.ts`. */
export interface Fix {
  readonly code: FixCode
  readonly values: Readonly<Record<string, string | number>>
  readonly edits: readonly TextEdit[]
}

export type FixCode =
  | 'replace-value'
  | 'remove-field'
  | 'add-field'
  | 'rename-field'
  | 'rename-kind'
  | 'set-type'
  | 'widen-node-ports'
