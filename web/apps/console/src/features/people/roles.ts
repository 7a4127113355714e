/** Roles as the editor shows them, and as the API takes them. */
import type { Schemas } from '@steward/api'
import type { Department } from './api/useDepartments'

export const ROLES = [
  'tenant_admin',
  'manager',
  'dispatcher',
  'front_desk',
  'technician',
  'contractor',
  'billing_clerk',
  'assessor',
  'data_steward',
] as const
export type Role = (typeof ROLES)[number]

/** Held in the departments that the person belongs to, unless one is named; the others act in the whole company. */
const DEPARTMENTAL: readonly string[] = ['technician', 'contractor', 'data_steward'] satisfies Role[]

/** Where a role acts: a department's id, or `everywhere` (for a departmental role: in the person's departments). */
export const EVERYWHERE = 'everywhere'

export interface RoleRow {
  role: Role
  where: string
}

export function isDepartmental(role: string): boolean {
  return DEPARTMENTAL.includes(role)
}

type Held = Pick<Schemas['MemberOut'], 'assignments' | 'department_ids'>

/** The rows for what a member holds. A departmental role held in all of their departments is one row. */
export function rowsOf({ assignments, department_ids }: Held): RoleRow[] {
  const rows: RoleRow[] = []
  for (const role of new Set(assignments.map((one) => one.role as Role))) {
    const places = assignments.filter((one) => one.role === role).map((one) => one.department_id)
    const isOwn = isDepartmental(role) && isSame(places, department_ids)
    if (isOwn || places.includes(null)) rows.push({ role, where: EVERYWHERE })
    else rows.push(...places.map((where) => ({ role, where: where ?? EVERYWHERE })))
  }
  return rows
}

/** What the API takes. */
export function rolesOf(rows: readonly RoleRow[]): Schemas['MemberIn']['roles'] {
  return rows.map(({ role, where }) =>
    where === EVERYWHERE || role === 'tenant_admin' ? role : { role, department_id: where },
  )
}

function isSame(one: readonly (string | null)[], other: readonly string[]): boolean {
  return one.length === other.length && other.every((place) => one.includes(place))
}

export interface Branch {
  department: Department
  children: Branch[]
}

/** The departments as a tree. One whose parent is not in the list stands at the top. */
export function treeOf(departments: readonly Department[], above: string | null = null): Branch[] {
  const ids = new Set(departments.map((one) => one.id))
  return departments
    .filter((one) => (above === null ? !one.parent_id || !ids.has(one.parent_id) : one.parent_id === above))
    .map((department) => ({ department, children: treeOf(departments, department.id) }))
}

/** Ids of a department and of all below it: what it cannot be moved under. */
export function below(departments: readonly Department[], id: string): Set<string> {
  const found = new Set([id])
  for (const child of departments.filter((one) => one.parent_id === id))
    for (const one of below(departments, child.id)) found.add(one)
  return found
}
