/** The lines of an account by month: a charge belongs to the month it falls due, a payment to the one it came in. */
import { dayOf } from '@steward/ui'
import type { Account } from './api/read'

/** The months that have lines, newest first, such as `2026-11`. */
export function months(account: Account): string[] {
  const found = [
    ...account.charges.map((charge) => charge.due_on.slice(0, 7)),
    ...account.payments.map((payment) => monthOf(payment.posted_at)),
  ]
  return [...new Set(found)].sort().reverse()
}

/** The lines of one month; of all for an empty `month`. */
export function inMonth(account: Account, month: string): Pick<Account, 'charges' | 'payments'> {
  return {
    charges: account.charges.filter((one) => !month || one.due_on.startsWith(month)),
    payments: account.payments.filter((one) => !month || monthOf(one.posted_at) === month),
  }
}

function monthOf(at: string): string {
  return dayOf(at).slice(0, 7)
}
