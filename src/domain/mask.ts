import { maskCitizenId } from './citizen-id.ts'

/** Masks every run of 15 and more digits (with a closing X) in a text: ids, certificates, account numbers. */
export function maskLongNumbers(text: string): string {
  return text.replace(/\d{15,}[Xx]?/g, (run) => maskCitizenId(run))
}

/** 138****5678 */
export function maskPhone(phone: string): string {
  return phone.length >= 7 ? `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}` : phone
}

/** The last four digits of an account. */
export function maskAccount(account: string): string {
  return account.length > 4 ? `${'*'.repeat(account.length - 4)}${account.slice(-4)}` : account
}
