/** The steps of an escalation ladder: when, counted from the breach, and whom they tell. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Select, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Member } from '../people/api/useMembers'
import { DurationField } from './DurationField'
import { RECIPIENTS } from './ExampleTimeline'
import { StepActions } from './StepActions'

/** The most that the API takes. */
const MOST_STEPS = 10

export function LadderFields({ members }: { members: readonly Member[] }) {
  const { t } = useTranslation('categories')
  return (
    <Form.List name='ladder'>
      {(rows, { add, remove }) => (
        <fieldset className='rows'>
          <legend>{t('ladder')}</legend>
          <p className='form-lead'>{t('ladder_hint')}</p>
          {rows.map((row) => (
            <div key={row.key} className='ladder-row'>
              <Form.Item name={[row.name, 'after']} noStyle>
                <StepTime number={row.name + 1} />
              </Form.Item>
              <Form.Item
                name={[row.name, 'notify']}
                rules={[{ required: true, type: 'array', min: 1, max: 10, message: t('tell_one') }]}
              >
                <Recipients number={row.name + 1} members={members} />
              </Form.Item>
              <StepActions row={row.name} />
              <Button
                aria-label={t('remove_step', { number: row.name + 1 })}
                icon={<DeleteOutlined />}
                onClick={() => remove(row.name)}
              />
            </div>
          ))}
          {rows.length < MOST_STEPS && (
            <Button
              block
              type='dashed'
              icon={<PlusOutlined />}
              onClick={() => add({ after: 30 * 60, notify: ['head'] })}
            >
              {t('add_step')}
            </Button>
          )}
        </fieldset>
      )}
    </Form.List>
  )
}

interface StepField {
  number: number
  value?: number
  onChange?: (seconds: number) => void
}

/** Before, at or after the breach; the value is seconds, negative before. */
function StepTime({ number, value = 0, onChange }: StepField) {
  const { t } = useTranslation('categories')
  const side = value === 0 ? 'at' : value < 0 ? 'before' : 'after'
  const length = Math.abs(value)

  function turn(next: 'before' | 'at' | 'after'): void {
    const kept = length || 10 * 60
    onChange?.({ before: -kept, at: 0, after: kept }[next])
  }

  return (
    <Space.Compact>
      {side !== 'at' && (
        <DurationField
          aria-label={t('step_time', { number })}
          value={length}
          onChange={(seconds) => onChange?.((side === 'before' ? -1 : 1) * (seconds ?? 60))}
        />
      )}
      <Select
        aria-label={t('step_side', { number })}
        className='step-side'
        value={side}
        onChange={turn}
        options={(['before', 'at', 'after'] as const).map((one) => ({
          value: one,
          label: t(`side.${one}`),
        }))}
      />
    </Space.Compact>
  )
}

interface RecipientsField {
  number: number
  members: readonly Member[]
  value?: string[]
  onChange?: (names: string[]) => void
}

function Recipients({ number, members, ...field }: RecipientsField) {
  const { t } = useTranslation('categories')
  const people = members.filter((one) => one.is_active).map((one) => ({ value: one.id, label: one.name }))
  return (
    <Select
      {...field}
      mode='multiple'
      aria-label={t('step_tells', { number })}
      showSearch={{ optionFilterProp: 'label' }}
      options={[
        ...RECIPIENTS.map((one) => ({ value: one as string, label: t(`recipient.${one}`) })),
        ...people,
      ]}
    />
  )
}
