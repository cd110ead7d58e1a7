/** What only somebody who compares the generations of rules needs: loaded when they do. */

export { generationParts } from '../explain/generation-words.ts'
export { generationDifference } from '../proxy/generation-difference.ts'
