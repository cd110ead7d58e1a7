/** Words of the presentation and of the page inside other pages. */
export const presentEn = {
  'present.start': 'Present',
  'present.leave': 'Leave the presentation',
  'present.blank': 'The screen is blank. Show the picture again.',
  'present.blankKey': 'Blank the screen, while presenting',
  'present.projector': 'White theme for projectors, or back',
  'present.openWhole': 'Open with YAML',
} as const
