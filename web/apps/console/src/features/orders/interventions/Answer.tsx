/** One question of an intervention's dialog. */
import { Form, Input, InputNumber, Rate, Segmented, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCategories, useMembers, useTechnicians } from '../../../shared/names/useNames'
import type { Order } from '../../../shared/orders/order'
import type { Question } from './interventions'
import { choices } from './reclassification'

interface Asked {
  question: Question
  order: Order
  isFirst: boolean
}

const CONTROLS: Record<Question['kind'], (asked: Asked) => ReactNode> = {
  text: ({ isFirst }) => <Input.TextArea rows={3} maxLength={4000} autoFocus={isFirst} />,
  technician: ({ order }) => <TechnicianSelect order={order} />,
  member: ({ order }) => <MemberSelect order={order} />,
  score: () => <Rate />,
  priority: ({ order }) => <PriorityChoice order={order} />,
  category: ({ order }) => <CategorySelect order={order} />,
  minutes: () => <InputNumber min={1} max={1440} style={{ width: 120 }} />,
}

/** What antd checks an answer for; it takes every answer for a text unless it is told. */
const RULES: Partial<Record<Question['kind'], { type?: 'number'; whitespace?: boolean }>> = {
  text: { whitespace: true },
  score: { type: 'number' },
  minutes: { type: 'number' },
}

export function Answer(asked: Asked) {
  const { t } = useTranslation('console')
  const { name, kind, isOptional } = asked.question
  const label = t(`question.${name as 'text'}`)
  return (
    <Form.Item
      name={name}
      label={isOptional ? t('question.optional', { label }) : label}
      rules={[{ ...RULES[kind], required: !isOptional, message: t('question.required') }]}
    >
      {CONTROLS[kind](asked)}
    </Form.Item>
  )
}

/** Form.Item hands these its value and how to change it, so they pass on what they get. */
function TechnicianSelect({ order, ...field }: { order: Order }) {
  const technicians = useTechnicians()
  const [own, others] = [true, false].map((isOwn) =>
    technicians.filter((one) => one.department_ids.includes(order.department_id) === isOwn),
  )
  const { t } = useTranslation('console')
  const groups = [
    { label: t('assign.own_department'), people: own ?? [] },
    { label: t('assign.other_departments'), people: others ?? [] },
  ]
  return (
    <Select
      {...field}
      autoFocus
      showSearch={{ optionFilterProp: 'label' }}
      options={groups
        .filter(({ people }) => people.length > 0)
        .map(({ label, people }) => ({
          label,
          options: people.map((one) => ({
            value: one.id,
            label: one.name,
            disabled: one.id === order.assignee_id,
          })),
        }))}
    />
  )
}

function MemberSelect({ order, ...field }: { order: Order }) {
  const there = new Set([order.assignee_id, ...order.collaborator_ids])
  const members = useMembers().filter((one) => one.is_active && !there.has(one.id))
  return (
    <Select
      {...field}
      autoFocus
      showSearch={{ optionFilterProp: 'label' }}
      options={members.map((one) => ({ value: one.id, label: one.name }))}
    />
  )
}

function PriorityChoice({ order, ...field }: { order: Order }) {
  const { t } = useTranslation('ui')
  const others = (['low', 'normal', 'high', 'urgent'] as const).filter((one) => one !== order.priority)
  return <Segmented {...field} options={others.map((one) => ({ value: one, label: t(`priority.${one}`) }))} />
}

function CategorySelect({ order, ...field }: { order: Order }) {
  const categories = choices(order, useCategories())
  return (
    <Select
      {...field}
      autoFocus
      showSearch={{ optionFilterProp: 'label' }}
      options={categories.map((one) => ({ value: one.code, label: one.name }))}
    />
  )
}
