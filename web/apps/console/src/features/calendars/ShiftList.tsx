/** The shifts of one day. None: nobody works. */
import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'

/** The most that the API takes. */
const MOST = 6

interface Shown {
  name: (string | number)[]
  /** Which day they belong to, for who hears the page. */
  of: string
}

export function ShiftList({ name, of }: Shown) {
  const { t } = useTranslation('worktime')
  return (
    <Form.List name={name}>
      {(fields, { add, remove }, { errors }) => (
        <div className='shifts'>
          {fields.length === 0 && <span className='shifts-none'>{t('shift.none')}</span>}
          {fields.map(({ key, name: row }) => (
            <span key={key} className='shift'>
              {(['start', 'end'] as const).map((edge) => (
                <Form.Item
                  key={edge}
                  name={[row, edge]}
                  rules={[{ required: true, message: t('shift.needed') }]}
                >
                  <Input type='time' aria-label={t(`shift.${edge}`, { of, number: row + 1 })} />
                </Form.Item>
              ))}
              <Button
                type='text'
                size='small'
                aria-label={t('shift.remove', { of, number: row + 1 })}
                icon={<CloseOutlined />}
                onClick={() => remove(row)}
              />
            </span>
          ))}
          {fields.length < MOST && (
            <Button
              type='dashed'
              size='small'
              aria-label={t('shift.add', { of })}
              icon={<PlusOutlined />}
              onClick={() => add({ start: '09:00', end: '18:00' })}
            />
          )}
          <Form.ErrorList errors={errors} />
        </div>
      )}
    </Form.List>
  )
}
