/** Every third row, other ones each day, so that all are played within three days; with `isWhole`, all rows. */
export function shareOfToday<TRow>(rows: readonly TRow[], isWhole: boolean): readonly TRow[] {
  const today = Math.floor(Date.now() / 86_400_000)
  return isWhole ? rows : rows.filter((_, index) => index % 3 === today % 3)
}
