/** Words of the comparison of two walks. */
export const versusEn = {
  'versus.title': 'Compare',
  'versus.open': 'Compare with one thing changed',
  'versus.nothing': 'This text has nothing to compare yet.',
  'versus.request': 'the same packet, {from:name} to {to:code}',
  'versus.take': 'Take the right side',
  'versus.close': 'Close compare',
  'versus.same': 'Both go the same way.',
  'versus.now': 'what you have',
  'versus.other': 'changed',
  'versus.first': 'first difference',
  'versus.steps': 'Steps of both sides',
  'versus.together': 'both sides step together',
  'versus.sees': 'sees',
} as const
