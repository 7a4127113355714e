/** The words of one kind of message, in one language at a time, with what comes of them beside. */
import { LANGUAGES, language as spoken } from '@steward/ui'
import { Alert, Button, Segmented, Skeleton, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'wouter'
import { useAddress } from '../../shared/address'
import { ConfirmDialog } from '../../shared/forms/ConfirmDialog'
import { drafts } from '../../shared/forms/draft'
import { PageTitle } from '../../shared/PageTitle'
import { ProblemNotice } from '../../shared/ProblemNotice'
import type { Kind } from './api/listTemplates'
import { resetTemplate } from './api/resetTemplate'
import { type Template, useTemplate } from './api/useTemplate'
import { draftName, TemplateEditor } from './TemplateEditor'
import './message-templates.css'

export default function TemplatePage() {
  const { t } = useTranslation('messages')
  const { t: ui } = useTranslation('ui')
  const { kind = '' } = useParams<{ kind: string }>()
  const [search, change] = useAddress()
  const language = LANGUAGES.find((one) => one === search.get('language')) ?? spoken()
  const template = useTemplate(kind, language)
  const [saved, setSaved] = useState<string>()
  const [resetting, setResetting] = useState<Template | null>(null)
  return (
    <>
      <PageTitle
        title={template.data ? t(`kind.${template.data.kind as Kind}`) : t('template.title')}
        extra={
          <>
            {template.data && !template.data.built_in && (
              <Button onClick={() => setResetting(template.data)}>{t('template.reset')}</Button>
            )}
            <Link href='/templates'>
              <Button>{t('template.back')}</Button>
            </Link>
          </>
        }
      >
        <Segmented
          aria-label={t('template.language')}
          value={language}
          onChange={(chosen) => change({ language: chosen })}
          options={LANGUAGES.map((value) => ({ value, label: ui(`language.${value}`) }))}
        />
        {template.data && (
          <Tag color={template.data.built_in ? undefined : 'blue'}>
            {t(template.data.built_in ? 'template.built_in' : 'template.own')}
          </Tag>
        )}
      </PageTitle>
      {template.isError && <ProblemNotice failure={template.error} onRetry={() => void template.refetch()} />}
      {template.isPending && <Skeleton active />}
      {template.data && saved === keyOf(template.data) && (
        <Alert className='form-notice' type='success' role='status' showIcon title={t('template.saved')} />
      )}
      {template.data && (
        <TemplateEditor
          key={keyOf(template.data)}
          template={template.data}
          onSaved={(after) => setSaved(keyOf(after))}
        />
      )}
      {resetting && (
        <ConfirmDialog
          title={t('template.reset')}
          text={t('template.reset_text')}
          confirm={t('template.reset')}
          isDanger
          send={async () => {
            await resetTemplate(resetting)
            drafts.forget(draftName(resetting))
          }}
          refreshes={[['templates']]}
          onClose={() => setResetting(null)}
        />
      )}
    </>
  )
}

/** Another version is another form: what it holds was typed into the one before. */
function keyOf({ kind, language, version }: Template): string {
  return `${kind} ${language} ${version}`
}
