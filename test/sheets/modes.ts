/** How a sheet is drawn. Every component is drawn in every mode. */
export interface Mode {
  readonly name: string
  readonly theme: 'light' | 'dark'
  readonly dir: 'ltr' | 'rtl'
  /** The width of the page of a state, in CSS pixels. */
  readonly width: number
}

export const MODES: readonly Mode[] = [1280, 360].flatMap((width) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    (['ltr', 'rtl'] as const).map((dir) => ({ name: `${theme}-${dir}-${width}`, theme, dir, width })),
  ),
)
