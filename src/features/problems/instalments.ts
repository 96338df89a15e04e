export interface Instalment {
  due: string
  fen: number
}

export interface InstalmentState extends Instalment {
  /** Of this part, in order of the days due, what has come in. */
  paid: number
  isLate: boolean
}

/**
 * What has come in since the plan stands, laid against its parts in order of their days. `recovered` in 分 is what was
 * recovered after the plan was agreed; a part is late from the day after its own.
 */
export function laidAgainst(parts: readonly Instalment[], { recovered, today }: { recovered: number; today: string }): InstalmentState[] {
  let left = recovered
  return parts.map((part) => {
    const paid = Math.min(part.fen, Math.max(0, left))
    left -= paid
    return { ...part, paid, isLate: part.due < today && paid < part.fen }
  })
}
