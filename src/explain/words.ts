/** Key of a sentence in `locales/`. */
export type MessageKey = string
