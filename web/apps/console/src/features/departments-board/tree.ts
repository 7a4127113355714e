/** The departments as they stand below each other. One whose parent is out of sight stands on top. */
import type { Row } from './api/useDepartmentsBoard'

export interface Branch extends Row {
  children?: Branch[]
}

export function treeOf(rows: readonly Row[]): Branch[] {
  const known = new Set(rows.map((row) => row.department_id))
  const below = (parent: string | null): Branch[] =>
    rows
      .filter((row) => (row.parent_id && known.has(row.parent_id) ? row.parent_id : null) === parent)
      .map((row) => {
        const children = below(row.department_id)
        return children.length > 0 ? { ...row, children } : row
      })
  return below(null)
}
