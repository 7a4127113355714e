/** What a new company needs before its first order, judged by what exists: nothing is ticked off by hand. */
export const STEPS = [
  'department',
  'technician',
  'building',
  'unit',
  'resident',
  'category',
  'order',
] as const
export type StepName = (typeof STEPS)[number]

export interface Facts {
  departments: readonly { kind: string }[]
  members: readonly { is_active: boolean; roles: readonly string[] }[]
  categories: readonly { active: boolean }[]
  hasBuilding: boolean
  hasUnit: boolean
  hasResident: boolean
  hasOrder: boolean
}

export function doneSteps(facts: Facts): Set<StepName> {
  const { departments, members, categories } = facts
  const done: Record<StepName, boolean> = {
    department: departments.some((one) => one.kind === 'service'),
    technician: members.some((one) => one.is_active && one.roles.includes('technician')),
    building: facts.hasBuilding,
    unit: facts.hasUnit,
    resident: facts.hasResident,
    category: categories.some((one) => one.active),
    order: facts.hasOrder,
  }
  return new Set(STEPS.filter((step) => done[step]))
}

/** The first step that is not done; null when all are. */
export function nextStep(done: ReadonlySet<StepName>): StepName | null {
  return STEPS.find((step) => !done.has(step)) ?? null
}
