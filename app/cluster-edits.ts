export { addNode, editPod, writeDown } from '../src/index.ts'
