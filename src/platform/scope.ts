/** What a post may see: a range of division path codes, and whether children's matters are part of it. */
export interface Scope {
  from: string
  to: string
  seesChildren: boolean
}

/** The range below a division code: `aa` → aa…ab, so communities and grids of the town fall inside. */
export function scopeOf(division: string, seesChildren = true): Scope {
  const last = division.charCodeAt(division.length - 1)
  return { from: division, to: division.slice(0, -1) + String.fromCharCode(last + 1), seesChildren }
}

export function isInScope(scope: Scope, division: string): boolean {
  return division >= scope.from && division < scope.to
}
