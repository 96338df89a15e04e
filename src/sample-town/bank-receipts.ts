import { addDays } from '../domain/plain-date.ts'
import type { ListCell, Payment } from './model.ts'
import { lastMonth } from './payments.ts'
import { accountIn } from './people.ts'
import type { Register } from './register.ts'

/** The bank's answers of September for 特困, order by order; what it returned may be credited some days later. */
export function addReceipts(register: Register, payments: readonly Payment[]): void {
  const { bankReturned, bankCreditedLater } = register.town
  for (const payment of payments) {
    if (payment.program !== 'tekun' || payment.month !== lastMonth || payment.status !== '成功') continue
    const { account, holder } = accountIn(payment.person, payment.month)
    const order: ListCell[] = [holder, account, { id: payment.person.id }, payment.item, { fen: payment.fen }]
    const isReturned = bankReturned.has(payment.person.id)
    const isLater = bankCreditedLater.has(payment.person.id)
    const day = addDays(payment.paidOn, 1)
    if (isReturned || isLater) register.addRow('bank_receipts', ...order, payment.bankBatch, { date: day }, '退回', '账户状态异常')
    if (!isReturned) register.addRow('bank_receipts', ...order, payment.bankBatch, { date: isLater ? addDays(day, 6) : day }, '成功', null)
  }
}
