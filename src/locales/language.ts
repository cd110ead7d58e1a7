/** Languages the page and the command line speak. */
export const languages = ['en', 'zh-CN'] as const
export type Language = (typeof languages)[number]

/**
 * One sentence per key. Placeholders carry how their value is shown: `{pod:name}`, `{before:address}`, `{mark:mark}`,
 * `{field:code}`, `{n:count}`; a bare `{text}` is plain text. Values are never translated.
 */
export type Words<Key extends string> = Readonly<Record<Key, string>>
