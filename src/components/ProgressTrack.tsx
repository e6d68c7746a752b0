/** Nobody knows how far it is: a bar without a value, as WAI-ARIA has it for one that only moves. */
const INDETERMINATE = { 'data-state': 'indeterminate', 'data-max': 100 }

/** The bar itself, named to screen readers. */
export function ProgressTrack({ label }: { readonly label: string }) {
  return (
    <div
      className="ra-progress-track"
      data-part="track"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- No style reaches all parts of a <progress>.
      role="progressbar"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-label={label}
      {...INDETERMINATE}
    >
      <div className="ra-progress-indicator" data-part="indicator" {...INDETERMINATE} />
    </div>
  )
}
