import { crc32, deflateRawSync } from 'node:zlib'

/** 1980-01-01 00:00 in MS-DOS form: the same parts give the same bytes at any hour. */
const fixedDate = 0x21

/** Packs parts into a zip archive in the given order. Deterministic: no clock, no machine in it. */
export function packZip(parts: Iterable<readonly [name: string, content: Uint8Array]>): Uint8Array {
  const chunks: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const [name, content] of parts) {
    const label = new TextEncoder().encode(name)
    const packed = deflateRawSync(content, { level: 5 })
    const sizes = { crc: crc32(content), packed: packed.length, plain: content.length }
    const local = header(0x04034b50, label, sizes)
    directory.push(header(0x02014b50, label, { ...sizes, offset }))
    chunks.push(local, packed)
    offset += local.length + packed.length
  }
  const directoryLength = directory.reduce((sum, entry) => sum + entry.length, 0)
  const end = new DataView(new ArrayBuffer(22))
  end.setUint32(0, 0x06054b50, true)
  end.setUint16(8, directory.length, true)
  end.setUint16(10, directory.length, true)
  end.setUint32(12, directoryLength, true)
  end.setUint32(16, offset, true)
  return concat([...chunks, ...directory, new Uint8Array(end.buffer)])
}

/** A local header (30 bytes) or, with an offset, its entry in the central directory (46 bytes). */
function header(signature: number, label: Uint8Array, sizes: { crc: number; packed: number; plain: number; offset?: number }): Uint8Array {
  const isCentral = sizes.offset !== undefined
  const view = new DataView(new ArrayBuffer(isCentral ? 46 : 30))
  view.setUint32(0, signature, true)
  let at = 4
  if (isCentral) {
    view.setUint16(at, 20, true)
    at += 2
  }
  view.setUint16(at, 20, true)
  view.setUint16(at + 2, 0x0800, true)
  view.setUint16(at + 4, 8, true)
  view.setUint32(at + 6, fixedDate << 16, true)
  view.setUint32(at + 10, sizes.crc, true)
  view.setUint32(at + 14, sizes.packed, true)
  view.setUint32(at + 18, sizes.plain, true)
  view.setUint16(at + 22, label.length, true)
  if (sizes.offset !== undefined) view.setUint32(42, sizes.offset, true)
  return concat([new Uint8Array(view.buffer), label])
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
