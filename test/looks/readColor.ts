/**
 * A colour in any notation as `#rrggbb`, painted on `ground` if it is translucent; the empty string if it is
 * invisible.
 */
export function readColor(color: string, ground?: string): string {
  const context = document.createElement('canvas').getContext('2d')
  if (!context) throw new Error('This browser cannot draw.')
  for (const layer of [ground, color]) {
    if (!layer) continue
    context.fillStyle = layer
    context.fillRect(0, 0, 1, 1)
  }
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data
  if (alpha === 0) return ''
  return `#${[red, green, blue].map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}
