/** Words of the rules panel and the inspector. */
export const rulesEn = {
  'rule.words': 'in words',
  'rule.madeBy': 'made by {field:code}',
  'rule.hits': 'matched {n:count}×',
  'rule.next': 'tested next',
  'rule.search': 'Search the rules',
  'rule.found': 'Rules: {n:count}',
  'rule.made': '{name:code}: rules {n:count}, nodes {nodes:count}',
  'rule.forget': 'Forget the selection',
  'rule.endpoint': 'An endpoint of {port:code}.',
  'rule.noEndpoint': 'Not Ready, so {port:code} has no rules for it.',
  'rule.onNode': 'rules: {n:count}',
} as const
