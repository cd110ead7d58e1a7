import { expect, it } from 'vitest'
import { keptIn, redo, setText, store, undo } from './store.ts'

it('every field of the state says where it is kept', () => {
  expect(Object.keys(keptIn).sort()).toEqual(Object.keys(store.getState()).sort())
})

it('one history undoes what was typed and what a control wrote', () => {
  setText('a')
  setText('b', 'some-scenario')
  undo()
  expect(store.getState()).toMatchObject({ text: 'a', scenario: undefined })
  undo()
  expect(store.getState().text).toBe('')
  redo()
  redo()
  expect(store.getState().text).toBe('b')
  setText('c')
  redo()
  expect(store.getState().text).toBe('c')
})
