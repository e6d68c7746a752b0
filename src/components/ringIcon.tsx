/**
 * The turning ring of what is under way. Of these there may be a thousand: one box, drawn by its border, costs a page
 * less than a drawing.
 */
export const RING_ICON = <span className="ra-icon" data-part="icon" data-icon="pending" aria-hidden="true" />
