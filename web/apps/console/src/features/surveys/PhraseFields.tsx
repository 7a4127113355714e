/** Questions, or tags to choose from, each in both languages. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'

interface Phrases {
  name: 'questions' | 'tags'
  /** How many the API takes. */
  most: number
}

export function PhraseFields({ name: list, most }: Phrases) {
  const { t } = useTranslation('surveys')
  const { t: ui } = useTranslation('ui')
  const label = (language: 'zh-CN' | 'en', row: number) =>
    t('phrase.in', { of: t(`phrase.${list}`, { number: row + 1 }), language: ui(`language.${language}`) })
  return (
    <Form.List name={list}>
      {(fields, { add, remove }) => (
        <fieldset className='rows'>
          <legend>{t(`template.${list}`)}</legend>
          <p className='form-lead'>{t(`template.${list}_hint`)}</p>
          {fields.map(({ key, name }) => (
            <div key={key} className='phrase-row'>
              {(['zh-CN', 'en'] as const).map((language) => (
                <Form.Item key={language} name={[name, language]}>
                  <Input
                    lang={language}
                    maxLength={200}
                    aria-label={label(language, name)}
                    placeholder={ui(`language.${language}`)}
                  />
                </Form.Item>
              ))}
              <Button
                icon={<DeleteOutlined />}
                aria-label={t('phrase.remove', { of: t(`phrase.${list}`, { number: name + 1 }) })}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          {fields.length < most && (
            <Button type='dashed' icon={<PlusOutlined />} onClick={() => add({})}>
              {t(`phrase.add_${list}`)}
            </Button>
          )}
        </fieldset>
      )}
    </Form.List>
  )
}
