/** Inner SVG of every icon, on a 16 px grid, drawn with the text's colour. */
export const icons = {
  delivered: "<circle cx='8' cy='8' r='6.3'/><path d='M5 8.3l2.2 2.2L11 6'/>",
  dropped: "<path d='M1 8h3'/><path d='M6.5 4.5l7 7M13.5 4.5l-7 7' stroke-width='2.4'/>",
  refused: "<path d='M5 2.2h6L13.8 5v6L11 13.8H5L2.2 11V5z'/><path d='M11 8H5M7.2 5.8L5 8l2.2 2.2'/>",
  reset: "<path d='M9.5 1.5L4 9h4l-1.5 5.5L12 7H8z'/>",
  unreachable: "<path d='M1.5 8H6M10 8h4.5M6 5v6M10 5v6'/>",
  timeout: "<path d='M4 2h8M4 14h8M5 2c0 4 6 4 6 12M11 2c0 4-6 4-6 12'/>",
  nxname: "<path d='M2.5 3h11v8H8l-3 3v-3H2.5z'/><path d='M6.6 6a1.5 1.5 0 112 1.3c-.4.2-.6.4-.6.8M8 9.4v.01'/>",
  loop: "<path d='M12.8 6A5.2 5.2 0 003 6.2M3.2 10A5.2 5.2 0 0013 9.8M13.4 2.8V6h-3.2M2.6 13.2V10h3.2'/>",
  unknown:
    "<path d='M8 1.6L14.4 8 8 14.4 1.6 8z' stroke-dasharray='2.6 2'/><path d='M6.6 6.6a1.5 1.5 0 112 1.3c-.4.2-.6.4-.6.8M8 10.6v.01'/>",
  play: "<path d='M5 3.2v9.6L13 8z' fill='currentColor'/>",
  pause: "<path d='M5.5 3.5v9M10.5 3.5v9' stroke-width='2.6'/>",
  back: "<path d='M4 3.5v9M12.5 3.5L6.5 8l6 4.5z' fill='currentColor'/>",
  forward: "<path d='M12 3.5v9M3.5 3.5L9.5 8l-6 4.5z' fill='currentColor'/>",
  send: "<path d='M14 2L2 7.2l4.6 2.2L8.8 14z'/><path d='M14 2L6.6 9.4'/>",
  down: "<path d='M4 6.2l4 4 4-4'/>",
  info: "<circle cx='8' cy='8' r='6.3'/><path d='M8 7.4v3.6M8 4.9v.01'/>",
  sun: "<circle cx='8' cy='8' r='3'/><path d='M8 1.2v1.6M8 13.2v1.6M1.2 8h1.6M13.2 8h1.6M3.2 3.2l1.1 1.1M11.7 11.7l1.1 1.1M3.2 12.8l1.1-1.1M11.7 4.3l1.1-1.1'/>",
  moon: "<path d='M13.5 9.5A6 6 0 016.5 2.5a6 6 0 107 7z'/>",
  plus: "<path d='M8 3v10M3 8h10'/>",
  minus: "<path d='M3 8h10'/>",
  fit: "<path d='M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10'/>",
  close: "<path d='M3.5 3.5l9 9M12.5 3.5l-9 9'/>",
  right: "<path d='M3 8h10M9 4l4 4-4 4'/>",
  check: "<path d='M3 8.5l3.2 3.2L13 5'/>",
  search: "<circle cx='7' cy='7' r='4.6'/><path d='M10.5 10.5L14 14'/>",
  changes: "<path d='M8 2.5v7M4.5 6h7M4.5 13h7'/>",
  list: "<path d='M2.5 4h11M2.5 8h11M2.5 12h7'/>",
} as const

export type IconName = keyof typeof icons
