import * as Progress from '@radix-ui/react-progress'

/** A bar that moves: how far an operation is, nobody says. */
export function ProgressTrack({ label }: { readonly label: string }) {
  return (
    <Progress.Root className="ra-progress-track" data-part="track" value={null} aria-label={label}>
      <Progress.Indicator className="ra-progress-indicator" data-part="indicator" />
    </Progress.Root>
  )
}
