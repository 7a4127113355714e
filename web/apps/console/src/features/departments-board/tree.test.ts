import { expect, test } from 'vitest'
import type { Row } from './api/useDepartmentsBoard'
import { treeOf } from './tree'

const row = (department_id: string, parent_id: string | null) => ({ department_id, parent_id }) as Row

test('departments stand below their parents, and on top where those are out of sight', () => {
  const tree = treeOf([row('a', null), row('b', 'a'), row('c', 'b'), row('d', 'hidden')])
  expect(tree.map((one) => one.department_id)).toEqual(['a', 'd'])
  expect(tree[0]?.children?.[0]?.children?.[0]?.department_id).toBe('c')
  expect(tree[1]).not.toHaveProperty('children')
})
