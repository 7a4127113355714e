import { expect, test } from 'vitest'
import { doneSteps, type Facts, nextStep, STEPS } from './steps'

const NOTHING: Facts = {
  departments: [],
  members: [{ is_active: true, roles: ['tenant_admin'] }],
  categories: [],
  hasBuilding: false,
  hasUnit: false,
  hasResident: false,
  hasOrder: false,
}

test('a new company begins with its first department', () => {
  expect(doneSteps(NOTHING).size).toBe(0)
  expect(nextStep(doneSteps(NOTHING))).toBe('department')
})

test('a department that serves nobody, a revoked technician and an unused category do not count', () => {
  const facts = {
    ...NOTHING,
    departments: [{ kind: 'billing' }],
    members: [{ is_active: false, roles: ['technician'] }],
    categories: [{ active: false }],
  }
  expect(doneSteps(facts).size).toBe(0)
})

test('steps may be done in any order; what is open comes next', () => {
  const facts = { ...NOTHING, departments: [{ kind: 'service' }], hasBuilding: true }
  expect(nextStep(doneSteps(facts))).toBe('technician')
})

test('with everything there, nothing comes next', () => {
  const facts: Facts = {
    departments: [{ kind: 'service' }],
    members: [{ is_active: true, roles: ['technician'] }],
    categories: [{ active: true }],
    hasBuilding: true,
    hasUnit: true,
    hasResident: true,
    hasOrder: true,
  }
  expect(doneSteps(facts)).toEqual(new Set(STEPS))
  expect(nextStep(doneSteps(facts))).toBeNull()
})
