/** What a notice says, in each language or in one of them. */
import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { LANGUAGES, type NoticeValues, wordsOf } from './notice-form'

const LONGEST = { title: 60, body: 800 }

export function WordsFields() {
  const { t } = useTranslation('notices')
  const words: NoticeValues['words'] = Form.useWatch('words') ?? {}
  const said = wordsOf(words)
  return LANGUAGES.map((language) => {
    const isNeeded = language in said || Object.keys(said).length === 0
    const message = language in said ? t('needed') : t('one_language')
    const rules = [{ required: isNeeded, whitespace: true, message }]
    return (
      <fieldset className='rows' key={language}>
        <legend>{t(`words.${language}`)}</legend>
        <Form.Item name={['words', language, 'title']} label={t('title')} rules={rules}>
          <Input maxLength={LONGEST.title} lang={language} />
        </Form.Item>
        <Form.Item name={['words', language, 'body']} label={t('body')} rules={rules}>
          <Input.TextArea rows={3} maxLength={LONGEST.body} lang={language} />
        </Form.Item>
      </fieldset>
    )
  })
}

/** From when until when, if it says so. */
export function WindowFields() {
  const { t } = useTranslation('notices')
  return (
    <div className='form-row'>
      <Form.Item name='starts_at' label={t('starts')}>
        <Input type='datetime-local' />
      </Form.Item>
      <Form.Item
        name='ends_at'
        label={t('ends')}
        dependencies={['starts_at']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value?: string) =>
              value && value <= (getFieldValue('starts_at') ?? '')
                ? Promise.reject(new Error(t('order')))
                : Promise.resolve(),
          }),
        ]}
      >
        <Input type='datetime-local' />
      </Form.Item>
    </div>
  )
}
