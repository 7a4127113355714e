import { expect, test } from 'vitest'
import { mapLabel } from './map-label'

test('a name that is markup somewhere else is a name', () => {
  const name = '"><img src=x onerror="alert(1)">'
  const label = mapLabel(name)
  expect(label.textContent).toBe(name)
  expect(label.children).toHaveLength(0)
})
