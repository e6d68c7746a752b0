import { nameOf } from './findOverflow.ts'

/** With forced colours, what cannot be told from its background. */
export function findUnseen(): string[] {
  const background = getComputedStyle(document.documentElement).backgroundColor
  const controls = [...document.querySelectorAll<HTMLElement>('.ra-button, .ra-input, .ra-badge, .ra-notice')]
  const icons = [...document.querySelectorAll('.ra-icon')]
  return [
    ...controls.flatMap((control) => {
      const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(control)
      const hasBorder = borderTopStyle !== 'none' && borderTopWidth !== '0px' && borderTopColor !== background
      return !control.checkVisibility() || hasBorder ? [] : [`${nameOf(control)} has no visible border`]
    }),
    ...icons.flatMap((icon) => {
      const { color } = getComputedStyle(icon)
      return color === background ? [`an icon in ${nameOf(icon.parentElement ?? icon)} is not visible`] : []
    }),
    ...findUnseenFocus(),
  ]
}

/** Everything that the keyboard focuses has to show it with an outline, which forced colours keep. */
function findUnseenFocus(): string[] {
  const focused = document.activeElement
  if (!(focused instanceof HTMLElement) || !focused.matches(':focus-visible:not([tabindex="-1"])')) return []
  const seen = [focused, focused.closest('.ra-choice')].some(
    (element) => element && getComputedStyle(element).outlineStyle !== 'none',
  )
  return seen ? [] : [`${nameOf(focused)} does not show that it has the focus`]
}
