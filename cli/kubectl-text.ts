import { type Diagnostic, diagnosticText } from '../src/index.ts'
import type { Source } from './source.ts'
import type { Verdict } from './verdicts.ts'

/**
 * Verdicts as `kubectl create -f` prints them. One refused object gets the long form, `The Service "web" is invalid:`;
 * several get a line each, with their file.
 */
export function kubectlText(verdicts: readonly Verdict[], source: Source): string {
  const alone = verdicts.filter(({ errors }) => errors.length > 0).length === 1
  const lines = verdicts.flatMap((verdict) => {
    const warnings = verdict.warnings.filter(({ stage }) => stage === 'warning')
    return [...warnings.map((warning) => `Warning: ${words(warning)}`), ...outcome(verdict, source, alone)]
  })
  return lines.map((line) => `${line}\n`).join('')
}

function outcome(verdict: Verdict, source: Source, alone: boolean): readonly string[] {
  const [first] = verdict.errors
  if (!first) return [`${resource(verdict)} created`]
  const { file: path } = source.place(first.range.start)
  const file = path === '-' ? 'STDIN' : path
  if (first.stage === 'yaml') return [`error: error parsing ${file}: ${words(first)}`]
  if (first.stage === 'decode') return undecoded(verdict, first, file)
  const messages = [...new Set(verdict.errors.map(words))]
  const [message = ''] = messages
  const when = `error when creating "${file}"`
  if (message.startsWith('Internal error')) return [`Error from server (InternalError): ${when}: ${message}`]
  const { kind = '', name = '' } = verdict.object ?? {}
  if (!alone) {
    const list = messages.length === 1 ? message : `[${messages.join(', ')}]`
    return [`Error from server (Invalid): ${when}: ${kind} "${name}" is invalid: ${list}`]
  }
  if (messages.length === 1) return [`The ${kind} "${name}" is invalid: ${message}`]
  return [`The ${kind} "${name}" is invalid: `, ...messages.map((each) => `* ${each}`)]
}

/** What never became an object: kubectl refuses some of it, the server's decoder the rest. */
function undecoded(verdict: Verdict, first: Diagnostic, file: string): readonly string[] {
  const code = 'code' in first.says ? first.says.code : undefined
  const message = words(first)
  const reason = clientReason(first)
  if (reason) {
    const advice = 'if you choose to ignore these errors, turn validation off with --validate=false'
    return [`error: error validating "${file}": error validating data: ${reason}; ${advice}`]
  }
  if (!verdict.object) return [`error: error parsing ${file}: ${message}`]
  const { kind, name } = verdict.object
  if (message.startsWith('no matches for kind') || code === 'kind-misspelled') {
    const unmatched = code ? `no matches for kind "${kind}" in version "${meantVersion(first)}"` : message
    return [
      `error: resource mapping not found for name: "${name}" namespace: "" from "${file}": ${unmatched}`,
      'ensure CRDs are installed first',
    ]
  }
  // kubectl itself reads the metadata, before it asks the server.
  if (message.includes('Go struct field ObjectMeta.')) return [`error: unable to decode "${file}": ${message}`]
  const version = verdict.apiVersion ?? versions[kind] ?? 'v1'
  const frame = `${kind} in version "${version}" cannot be handled as a ${kind}`
  return [`Error from server (BadRequest): error when creating "${file}": ${frame}: ${decodeMessage(verdict.errors)}`]
}

/** Whoever misspells a kind most likely wrote the version of the kind they meant. */
function meantVersion({ says }: Diagnostic): string {
  return ('values' in says ? versions[String(says.values.meant)] : undefined) ?? 'v1'
}

/** A value of the wrong type ends decoding; otherwise all unknown fields are told together. */
function decodeMessage(errors: readonly Diagnostic[]): string {
  const messages = errors.map(words)
  const wrongType = messages.find((message) => message.startsWith('json: '))
  if (wrongType !== undefined) return wrongType
  const prefix = 'strict decoding error: '
  return prefix + messages.map((message) => message.replace(prefix, '')).join(', ')
}

/** Versions of kinds outside the core group. */
const versions: Readonly<Record<string, string>> = {
  EndpointSlice: 'discovery.k8s.io/v1',
  Deployment: 'apps/v1',
  ReplicaSet: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
}

const clientReasons: Readonly<Partial<Record<string, string>>> = {
  'kind-missing': 'kind not set',
  'api-version-missing': 'apiVersion not set',
  'not-an-object': 'invalid object to validate',
}

/** Why kubectl refuses a document before it asks the server; undefined when it does not. */
function clientReason({ says }: Diagnostic): string | undefined {
  if ('literal' in says) return says.literal.startsWith('unexpected GroupVersion') ? says.literal : undefined
  const { field } = says.values
  if (says.code === 'field-type' && (field === 'kind' || field === 'apiVersion')) return `${field} isn't string type`
  return clientReasons[says.code]
}

/** `service/web`, `deployment.apps/web`. */
function resource({ object, apiVersion = '' }: Verdict): string {
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : ''
  return `${object?.kind.toLowerCase()}${group}/${object?.name}`
}

/** kubectl and the API server speak English whatever the reader's language is. */
function words(diagnostic: Diagnostic): string {
  return diagnosticText(diagnostic, 'en')
}
