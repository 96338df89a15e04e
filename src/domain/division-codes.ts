// Our path code: two letters a level (town aa, community aaab, grid aaabaa), compared byte by byte.

/** The first code after all descendants: a scope is `division >= code and division < nextCode(code)`. */
export function nextCode(code: string): string {
  return code.slice(0, -1) + String.fromCharCode(code.charCodeAt(code.length - 1) + 1)
}

/** null for a town. */
export function parentCode(code: string): string | null {
  return code.length > 2 ? code.slice(0, -2) : null
}

/** The community of a grid's code; a community's own; null for a town. */
export function communityCode(code: string): string | null {
  return code.length >= 4 ? code.slice(0, 4) : null
}
