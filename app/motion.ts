import { store } from './store.ts'

/** Whether things appear where they are instead of travelling there: as the address says, else as the system wishes. */
export function isStill(): boolean {
  const { motion } = store.getState().options
  return motion === 'off' || (motion === 'auto' && matchMedia('(prefers-reduced-motion: reduce)').matches)
}
