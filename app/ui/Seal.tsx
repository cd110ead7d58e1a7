/** A packet's mark: a seal with its number on it. */
export function Seal({ mark, gone = false }: { readonly mark: string; readonly gone?: boolean }) {
  return (
    <span className={gone ? 'seal gone' : 'seal'}>
      <bdi dir="ltr" translate="no">
        {mark}
      </bdi>
    </span>
  )
}
