interface Numbered {
  areaNo: number
  no: number | null
  position: number
  source: 'paper' | 'hand'
}

/**
 * The item numbers that an area's numbering leaves out: below its highest number, neither read nor added by hand. A piece without
 * number stands for the number right before the item that follows it in the paper.
 */
export function lostNumbers(items: readonly Numbered[]): { areaNo: number; no: number }[] {
  const lost: { areaNo: number; no: number }[] = []
  for (const [areaNo, own] of [...Map.groupBy(items, (item) => item.areaNo)].sort(([a], [b]) => a - b)) {
    const numbers = new Set(own.flatMap((item) => (item.no === null ? [] : [item.no])))
    for (const piece of own.filter((item) => item.no === null && item.source === 'paper')) {
      const next = own
        .filter((item) => item.no !== null && item.source === 'paper' && item.position > piece.position)
        .sort((a, b) => a.position - b.position)[0]
      if (next?.no) numbers.add(next.no - 1)
    }
    for (let no = 1; no < Math.max(0, ...numbers); no++) if (!numbers.has(no)) lost.push({ areaNo, no })
  }
  return lost
}
