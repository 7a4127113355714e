import { describe, expect, test } from 'vitest'
import type { Department } from './api/useDepartments'
import { below, EVERYWHERE, rolesOf, rowsOf, treeOf } from './roles'

describe('rowsOf', () => {
  test('a departmental role in all of the own departments is one row', () => {
    const assignments = [
      { role: 'technician', department_id: 'dp_1' },
      { role: 'technician', department_id: 'dp_2' },
      { role: 'manager', department_id: 'dp_2' },
    ]
    expect(rowsOf({ assignments, department_ids: ['dp_2', 'dp_1'] })).toEqual([
      { role: 'technician', where: EVERYWHERE },
      { role: 'manager', where: 'dp_2' },
    ])
  })

  test('a departmental role elsewhere names its department', () => {
    const assignments = [{ role: 'technician', department_id: 'dp_9' }]
    expect(rowsOf({ assignments, department_ids: ['dp_1'] })).toEqual([{ role: 'technician', where: 'dp_9' }])
  })

  test('a manager of their only department is not taken for one of the whole company', () => {
    const assignments = [{ role: 'manager', department_id: 'dp_1' }]
    expect(rowsOf({ assignments, department_ids: ['dp_1'] })).toEqual([{ role: 'manager', where: 'dp_1' }])
  })
})

test('rolesOf names a department where the row does', () => {
  expect(
    rolesOf([
      { role: 'tenant_admin', where: EVERYWHERE },
      { role: 'manager', where: 'dp_1' },
      { role: 'technician', where: EVERYWHERE },
    ]),
  ).toEqual(['tenant_admin', { role: 'manager', department_id: 'dp_1' }, 'technician'])
})

function department(id: string, parent_id: string | null): Department {
  return {
    id,
    parent_id,
    name: id,
    kind: 'service',
    head_ids: [],
    asking: null,
    calendar_id: null,
    version: 1,
  }
}

test('departments form a tree; nothing is lost when a parent is missing', () => {
  const all = [department('a', null), department('b', 'a'), department('c', 'b'), department('d', 'gone')]
  const [a, d] = treeOf(all)
  expect(a?.children[0]?.children[0]?.department.id).toBe('c')
  expect(d?.department.id).toBe('d')
  expect([...below(all, 'b')]).toEqual(['b', 'c'])
})
