/** Title, text and text message of one kind in one language; what could fail is said at its field while it is written. */
import { Form, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DraftForm } from '../../shared/forms/DraftForm'
import { refusals } from '../../shared/forms/refusals'
import { saveTemplate } from './api/saveTemplate'
import { usePreview } from './api/usePreview'
import type { Template } from './api/useTemplate'
import { Preview } from './Preview'
import {
  bodyOf,
  draftOf,
  isPart,
  LONGEST,
  PARTS,
  type Part,
  type Reader,
  type TemplateValues,
  valuesOf,
} from './template-form'
import { useSettled } from './useSettled'
import { Variables } from './Variables'

const TYPING_MS = 500
const ROWS: Record<Part, number> = { title: 2, body: 7, sms: 3 }

export function draftName({ kind, language }: Template): string {
  return `template:${kind}:${language}`
}

export function TemplateEditor({
  template,
  onSaved,
}: {
  template: Template
  onSaved: (after: Template) => void
}) {
  const { t: ui } = useTranslation('ui')
  return (
    <DraftForm<TemplateValues, Template>
      draft={draftName(template)}
      initial={valuesOf(template)}
      send={(values) => saveTemplate(template, bodyOf(values))}
      refreshes={[['templates']]}
      onDone={onSaved}
      submit={ui('action.save')}
    >
      <Parts template={template} />
    </DraftForm>
  )
}

function Parts({ template }: { template: Template }) {
  const { t } = useTranslation('messages')
  const form = Form.useFormInstance<TemplateValues>()
  const values = Form.useWatch([], form)
  const [reader, setReader] = useState<Reader>({ is_resident: true, is_emergency: false })
  const preview = usePreview(template, useSettled(draftOf(values, reader, template.variables), TYPING_MS))
  const last = useRef<HTMLTextAreaElement>(null)
  const parts = PARTS.filter((part) => part !== 'sms' || template.sms !== null)
  const refused = preview.isError ? preview.error : null

  // The preview tries what is written as saving would: what it refuses is said where it stands.
  useEffect(() => {
    const { fields } = refusals(refused, isPart)
    const told = PARTS.map((name) => ({
      name,
      errors: fields.filter((one) => one.name[0] === name).flatMap((one) => one.errors),
    }))
    form.setFields(told.filter(({ name, errors }) => errors.length > 0 || form.getFieldValue(name)?.trim()))
  }, [refused, form])

  /** Puts a variable where the cursor stands, as if it had been typed: the browser's own undo knows it. */
  function insert(name: string): void {
    const field = last.current
    if (!field) return
    field.setRangeText(`{{ ${name} }}`, field.selectionStart, field.selectionEnd, 'end')
    field.dispatchEvent(new Event('input', { bubbles: true }))
    field.focus()
  }

  return (
    <div className='template-editor'>
      <div>
        {parts.map((part) => (
          <Form.Item
            key={part}
            name={part}
            label={t(`part.${part}`)}
            extra={part === 'sms' ? t('part.sms_hint') : null}
            rules={part === 'sms' ? [] : [{ required: true, whitespace: true, message: t('part.needed') }]}
          >
            <Input.TextArea
              autoSize={{ minRows: ROWS[part] }}
              maxLength={LONGEST[part]}
              lang={template.language}
              className='template-source'
              onFocus={({ currentTarget }) => {
                last.current = currentTarget
              }}
            />
          </Form.Item>
        ))}
        <Variables template={template} onInsert={insert} />
      </div>
      <Preview template={template} preview={preview} reader={reader} onReader={setReader} />
    </div>
  )
}
