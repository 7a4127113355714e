/** A wish for speed to a whole department: what to say, and when it was told. */
import { moment } from '@steward/ui'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormDrawer } from '../../shared/forms/FormDrawer'
import { useCan } from '../../shared/rights'
import { nudgeDepartment } from './api/nudgeDepartment'

export function Nudge({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation('boards')
  const can = useCan()
  const [isAsked, setAsked] = useState(false)
  const [told, setTold] = useState<string | null>(null)
  if (!can('department.nudge')) return null
  return (
    <div className='department-nudge'>
      <Button onClick={() => setAsked(true)}>{t('nudge.do')}</Button>
      {told && (
        <Alert role='status' type='success' showIcon title={t('nudge.told', { moment: moment(told) })} />
      )}
      <FormDrawer<{ text: string }, { at: string }>
        title={t('nudge.title', { name })}
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        draft={`nudge:${id}`}
        initial={{ text: '' }}
        send={({ text }, key) => nudgeDepartment(id, { text: text.trim() }, key)}
        refreshes={[]}
        onDone={({ at }) => setTold(at)}
        submit={t('nudge.do')}
      >
        <p className='form-lead'>{t('nudge.means')}</p>
        <Form.Item
          name='text'
          label={t('nudge.text')}
          rules={[{ required: true, whitespace: true, message: t('nudge.needed') }]}
        >
          <Input.TextArea rows={4} maxLength={4000} />
        </Form.Item>
      </FormDrawer>
    </div>
  )
}
