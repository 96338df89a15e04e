/** HIV is never stored: categories become 按孤儿标准保障, diagnoses and every other mention are dropped. */
const named = /艾滋|[hｈHＨ][iｉIＩ][vｖVＶ](?![a-z])|aids|人类?免疫缺陷|获得性免疫/i

export const hivCategory = '按孤儿标准保障'
export const hivHidden = '（已隐去）'

export function namesHiv(text: string): boolean {
  return named.test(text)
}

/** A children's category by name, or by the code of the national child system. */
export function isHivCategory(text: string): boolean {
  return namesHiv(text) || /^0*300$/.test(text.trim())
}
