/** Two-byte signs of GB18030 by character, found by decoding each pair once: the runtime can read this encoding but not write it. */
function pairs(): Map<string, [number, number]> {
  const decoder = new TextDecoder('gb18030')
  const table = new Map<string, [number, number]>()
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue
      const sign = decoder.decode(new Uint8Array([lead, trail]))
      if (sign.length === 1 && sign !== '\ufffd' && !table.has(sign)) table.set(sign, [lead, trail])
    }
  }
  return table
}

/** Encodes text as a Chinese Excel saves .csv; a sign without a two-byte form becomes ?. */
export function encodeGb18030(text: string): Uint8Array {
  const table = pairs()
  const bytes: number[] = []
  for (const sign of text) {
    if (sign.charCodeAt(0) < 0x80) bytes.push(sign.charCodeAt(0))
    else bytes.push(...(table.get(sign) ?? [0x3f]))
  }
  return new Uint8Array(bytes)
}
