/** Days that are otherwise than the week and the public holidays say; they go before both. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { ShiftList } from './ShiftList'

export function ExceptionFields() {
  const { t } = useTranslation('worktime')
  return (
    <Form.List name='exceptions'>
      {(fields, { add, remove }, { errors }) => (
        <fieldset className='rows'>
          <legend>{t('exception.title')}</legend>
          <p className='form-lead'>{t('exception.hint')}</p>
          {fields.map(({ key, name }) => (
            <div key={key} className='exception-row'>
              <Form.Item name={[name, 'date']} rules={[{ required: true, message: t('exception.needed') }]}>
                <Input type='date' aria-label={t('exception.date', { number: name + 1 })} />
              </Form.Item>
              <Form.Item name={[name, 'reason']}>
                <Input
                  maxLength={200}
                  autoComplete='off'
                  placeholder={t('exception.why')}
                  aria-label={t('exception.reason', { number: name + 1 })}
                />
              </Form.Item>
              <Button
                aria-label={t('exception.remove', { number: name + 1 })}
                icon={<DeleteOutlined />}
                onClick={() => remove(name)}
              />
              <ShiftList name={[name, 'shifts']} of={t('exception.of', { number: name + 1 })} />
            </div>
          ))}
          <Button block type='dashed' icon={<PlusOutlined />} onClick={() => add({ shifts: [] })}>
            {t('exception.add')}
          </Button>
          <Form.ErrorList errors={errors} />
        </fieldset>
      )}
    </Form.List>
  )
}
