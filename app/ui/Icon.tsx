import { type IconName, icons } from './icons.ts'

/** One icon, silent for screen readers: the words beside it, or its button's name, say what it means. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: constant markup of this program
      dangerouslySetInnerHTML={{ __html: icons[name] }}
    />
  )
}
