/** Where words beside a sign stand so that they cover nothing: right of it, left of it, or nowhere (a pointer still reads them). */
export type Side = 'right' | 'left' | 'none'

interface Sign {
  /** From the left edge, in px. */
  at: number
  label: string
}

const signWidth = 14

/** About as wide as 12 px text is: Chinese signs are square, the others half. */
export function widthOf(label: string): number {
  let width = 0
  for (const sign of label) width += sign.charCodeAt(0) > 255 ? 12.5 : 7
  return width
}

/** Signs from left to right; a later one keeps clear of the words before it. */
export function placeLabels(signs: readonly Sign[], width: number): Side[] {
  let free = 0
  return signs.map(({ at, label }, index) => {
    const next = signs[index + 1]?.at ?? Infinity
    const words = widthOf(label)
    const end = at + signWidth + words
    if (at >= free && end <= width && end <= next - signWidth / 2) {
      free = end + 4
      return 'right'
    }
    const start = at - signWidth - words
    if (start >= free) {
      free = at + signWidth / 2 + 4
      return 'left'
    }
    free = Math.max(free, at + signWidth / 2 + 2)
    return 'none'
  })
}
