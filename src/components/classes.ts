/** Our own class, then what the caller adds. */
export function classes(own: string, added: string | undefined): string {
  return added ? `${own} ${added}` : own
}
