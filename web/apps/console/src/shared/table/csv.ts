/** Tables as files for spreadsheets. */

export type Cell = string | number | null | undefined

/** Begins with this so that Excel reads UTF-8: Chinese would be garbage without. */
const BYTE_ORDER_MARK = '\uFEFF'

/** What a spreadsheet takes for a formula; a leading apostrophe makes it text (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/

export function csv(rows: Cell[][]): string {
  return BYTE_ORDER_MARK + rows.map((row) => row.map(field).join(',')).join('\r\n')
}

function field(value: Cell): string {
  if (typeof value === 'number') return String(value)
  const text = value ?? ''
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Hands the reader a file. */
export function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
