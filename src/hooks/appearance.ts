/** How the components look, beyond what your own CSS custom properties say. */
export interface Appearance {
  /** `auto` follows the page: dark where its text is light. Default: `auto`. */
  readonly theme?: 'auto' | 'light' | 'dark'
  /** Default: `comfortable`. */
  readonly density?: 'comfortable' | 'compact'
  /** The colour of what acts. Another one: set `--ra-accent` and what goes with it. Default: `indigo`. */
  readonly accent?: 'indigo' | 'teal' | 'violet' | 'graphite'
}
