/** Reads units or residents from a spreadsheet: pasted (tabs), or a file of commas or semicolons, in either language. */
import Papa from 'papaparse'

export type Kind = 'units' | 'residents'
export type Field = 'building' | 'unit' | 'name' | 'phone' | 'relation' | 'username' | 'email' | 'language'
export type Values = Partial<Record<Field, string>>

/** What each kind of row has. */
export const FIELDS: Record<Kind, { needed: readonly Field[]; others: readonly Field[] }> = {
  units: { needed: ['building', 'unit'], others: [] },
  residents: {
    needed: ['building', 'unit', 'name', 'phone'],
    others: ['relation', 'username', 'email', 'language'],
  },
}

/** What people call the columns. */
const HEADS: Record<Field, readonly string[]> = {
  building: ['building', 'block', '楼栋', '楼号', '栋', '楼宇'],
  unit: ['unit', 'flat', 'room', 'apartment', '房号', '房间', '房屋', '单元'],
  name: ['name', 'resident', '姓名', '住户', '业主姓名'],
  phone: ['phone', 'mobile', 'telephone', '电话', '手机', '手机号', '联系电话'],
  relation: ['relation', 'relationship', '关系', '身份', '与房屋关系'],
  username: ['username', 'sign-in name', 'login', '登录名', '用户名', '账号'],
  email: ['email', 'e-mail', 'mail', '邮箱', '电子邮箱'],
  language: ['language', '语言'],
}

/** Tabs are pasted from a spreadsheet, semicolons written by one whose decimals have commas. */
const DELIMITERS = ['\t', ';', ',']

export interface Line {
  /** As the spreadsheet numbers it: the heads are line 1. */
  line: number
  values: Values
}

export interface Sheet {
  lines: Line[]
  /** Columns that have to be there and are not. */
  missing: Field[]
  /** Heads that mean nothing here; their columns are left out. */
  unknown: string[]
}

export function read(text: string, kind: Kind): Sheet {
  const plain = text.replace(/^\uFEFF/, '')
  // Empty lines are kept, since rows are named by their numbers; they would mislead the parser's own guess.
  const delimiter = DELIMITERS.find((one) => plain.trim().split('\n')[0]?.includes(one)) ?? ','
  const rows = Papa.parse<string[]>(plain, { delimiter, skipEmptyLines: false }).data
  const first = rows.findIndex(isFilled)
  const heads = (rows[first] ?? []).map((head) => head.trim())
  const { needed, others } = FIELDS[kind]
  const wanted = [...needed, ...others]
  const columns = heads.map((head) => wanted.find((field) => HEADS[field].includes(head.toLowerCase())))
  const lines = rows.flatMap((row, index): Line[] =>
    index > first && isFilled(row) ? [{ line: index + 1, values: valuesOf(row, columns) }] : [],
  )
  return {
    lines: first < 0 ? [] : lines,
    missing: needed.filter((field) => !columns.includes(field)),
    unknown: heads.filter((head, index) => head !== '' && !columns[index]),
  }
}

function isFilled(row: string[]): boolean {
  return row.some((cell) => cell.trim() !== '')
}

function valuesOf(row: string[], columns: (Field | undefined)[]): Values {
  const values: Values = {}
  columns.forEach((field, index) => {
    const value = row[index]?.trim()
    if (field && value) values[field] = field === 'phone' ? value.replaceAll(/[\s()-]/g, '') : value
  })
  return values
}

/** The text of a file. Excel in China writes GBK unless told otherwise. */
export function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const RELATIONS = {
  owner: ['owner', '业主', '产权人', '户主'],
  renter: ['renter', 'tenant', '租户', '租客', '承租人'],
  family: ['family', '家属', '家庭成员', '家人'],
} as const

/** What a word says of somebody's relation to the unit; an owner when nothing is said. Null: not understood. */
export function relationOf(word: string | undefined): keyof typeof RELATIONS | null {
  if (!word) return 'owner'
  const kinds = Object.keys(RELATIONS) as (keyof typeof RELATIONS)[]
  return kinds.find((kind) => (RELATIONS[kind] as readonly string[]).includes(word.toLowerCase())) ?? null
}

/** The language a word names. Undefined: none, the company's. Null: not understood. */
export function languageOf(word: string | undefined): 'zh-CN' | 'en' | undefined | null {
  if (!word) return undefined
  const said = word.toLowerCase()
  if (['en', 'english', '英文', '英语'].includes(said)) return 'en'
  if (['zh', 'zh-cn', 'chinese', '中文', '汉语'].includes(said)) return 'zh-CN'
  return null
}
