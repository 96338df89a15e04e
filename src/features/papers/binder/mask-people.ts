/** 张三 → 张*，欧阳春花 → 欧**花: for papers that leave the town's own hands; a child is 张某（未成年人）. */
export function maskName(name: string, isChild = false): string {
  const letters = Array.from(name)
  if (isChild) return `${letters[0] ?? ''}某（未成年人）`
  if (letters.length <= 2) return `${letters[0] ?? ''}*`
  return `${letters[0]}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`
}

/** Every place of the text that says one of the names, and id numbers written out. */
export function maskText(text: string, people: readonly { name: string; isChild: boolean }[]): string {
  let masked = text.replaceAll(/\d{6}(19|20)\d{9}[\dXx]/g, (id) => `${id.slice(0, 6)}********${id.slice(-4)}`)
  for (const { name, isChild } of people.toSorted((a, b) => b.name.length - a.name.length)) {
    if (Array.from(name).length >= 2) masked = masked.replaceAll(name, maskName(name, isChild))
  }
  return masked
}
