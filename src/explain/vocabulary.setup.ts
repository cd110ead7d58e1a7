import { learn } from './vocabulary.ts'

/** Tests may speak any language at once. */
await learn('zh-CN')
