/** The size the picture has in the page, in a window of 1440×900. */
export const pane = { display: 'grid', width: '716px', height: '706px' } as const
