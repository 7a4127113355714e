/** Amounts as people type them, and as the API takes them: whole minor units, read as text so that no float rounds. */

/** How many digits a currency has after the point: two for CNY, none for JPY. */
export function digitsOf(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  )
}

const PLAIN = /^(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?$/

/** `1,234.5` of CNY is 123450. Null for what is no amount, or finer than the currency. */
export function toMinor(text: string, currency: string): number | null {
  // A Chinese keyboard types full-width digits, points and commas.
  const typed = text.normalize('NFKC').replace('。', '.').replaceAll(/\s/g, '')
  const [, sign, whole, fraction = ''] = PLAIN.exec(typed) ?? []
  if (whole === undefined) return null
  const digits = digitsOf(currency)
  const fine = fraction.replace(/0+$/, '')
  if (fine.length > digits) return null
  const amount = Number(`${sign}${whole.replaceAll(',', '')}${fine.padEnd(digits, '0')}`)
  return Number.isSafeInteger(amount) ? amount : null
}

/** The amount as it would be typed: 123450 of CNY is `1234.50`. */
export function fromMinor(amount: number, currency: string): string {
  const digits = digitsOf(currency)
  const padded = String(Math.abs(amount)).padStart(digits + 1, '0')
  const whole = padded.slice(0, padded.length - digits)
  const sign = amount < 0 ? '-' : ''
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${padded.slice(-digits)}`
}
