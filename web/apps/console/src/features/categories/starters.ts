/** Categories that nearly every company begins with. All of them can be changed afterwards, except what their kind fixes. */
import type { Schemas } from '@steward/api'

type Starter = Omit<Schemas['CategoryIn'], 'department_id' | 'departments' | 'parent'>

/** A reminder, the breach, and assessment a quarter of an hour later. */
const LADDER: Schemas['StepBody'][] = [
  { after: '-PT10M', notify: ['assignee'] },
  { after: 'PT0S', notify: ['assignee', 'head'] },
  { after: 'PT15M', notify: ['assessment'] },
]

export const STARTERS: readonly Starter[] = [
  {
    code: 'leak',
    icon: 'water',
    names: { en: 'Leak', 'zh-CN': '漏水' },
    kind: 'repair',
    emergency: false,
    common_area: false,
    priority: 'high',
    photos_required: 1,
    sla: { respond: 'PT30M', arrive: 'PT2H', complete: 'P1D' },
    ladder: LADDER,
  },
  {
    code: 'power',
    icon: 'power',
    names: { en: 'Power failure', 'zh-CN': '停电' },
    kind: 'repair',
    emergency: true,
    common_area: false,
    priority: 'urgent',
    photos_required: 1,
    sla: { respond: 'PT15M', arrive: 'PT1H', complete: 'PT8H' },
    ladder: LADDER,
  },
  {
    code: 'lift',
    icon: 'lift',
    names: { en: 'Lift fault', 'zh-CN': '电梯故障' },
    kind: 'repair',
    emergency: true,
    common_area: true,
    priority: 'urgent',
    photos_required: 1,
    sla: { respond: 'PT15M', arrive: 'PT30M', complete: 'PT4H' },
    ladder: LADDER,
  },
  {
    code: 'lock',
    icon: 'door',
    names: { en: 'Lock or door', 'zh-CN': '门锁' },
    kind: 'repair',
    emergency: false,
    common_area: false,
    priority: 'normal',
    photos_required: 1,
    sla: { respond: 'PT1H', arrive: 'PT4H', complete: 'P2D' },
    ladder: LADDER,
  },
  {
    code: 'cleaning',
    icon: 'cleaning',
    names: { en: 'Cleaning', 'zh-CN': '保洁' },
    kind: 'complaint',
    emergency: false,
    common_area: true,
    priority: 'normal',
    photos_required: 1,
    sla: { respond: 'PT2H', arrive: 'PT8H', complete: 'P1D' },
    ladder: LADDER,
  },
  {
    code: 'noise',
    icon: 'noise',
    names: { en: 'Noise', 'zh-CN': '噪音扰民' },
    kind: 'complaint',
    emergency: false,
    common_area: false,
    priority: 'normal',
    photos_required: 0,
    sla: { respond: 'PT30M', arrive: 'PT2H', complete: 'P1D' },
    ladder: LADDER,
  },
]
