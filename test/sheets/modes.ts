/** How a sheet is drawn: each component is shown in every one of these. */
export interface Mode {
  readonly name: string
  readonly theme: 'light' | 'dark'
  readonly dir: 'ltr' | 'rtl'
  /** Of the page that a state has to itself, in CSS pixels. */
  readonly width: number
}

export const MODES: readonly Mode[] = [1280, 360].flatMap((width) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    (['ltr', 'rtl'] as const).map((dir) => ({ name: `${theme}-${dir}-${width}`, theme, dir, width })),
  ),
)
