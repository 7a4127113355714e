/** The editor of what a survey asks, beside its score and whether the work is fixed, which every survey asks. */
import { Button, Form, Input, Skeleton, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useParams } from 'wouter'
import { DraftForm } from '../../shared/forms/DraftForm'
import { PageTitle } from '../../shared/PageTitle'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { saveSurveyTemplate } from './api/saveSurveyTemplate'
import { type SurveyTemplate, useSurveyTemplates } from './api/useSurveyTemplates'
import { PhraseFields } from './PhraseFields'
import { bodyOf, FRESH, type SurveyValues, valuesOf } from './survey-form'
import './surveys.css'

const CODE = /^[a-z0-9][a-z0-9_.-]{0,49}$/

export default function SurveyTemplatePage() {
  const { t } = useTranslation('surveys')
  const { code = 'new' } = useParams<{ code: string }>()
  const templates = useSurveyTemplates()
  const found = templates.data?.find((one) => one.code === code)
  const isNew = code === 'new'
  return (
    <>
      <PageTitle
        title={found?.name ?? t('template.add')}
        extra={
          <Link href='/surveys'>
            <Button>{t('template.back')}</Button>
          </Link>
        }
      />
      {templates.isError && (
        <ProblemNotice failure={templates.error} onRetry={() => void templates.refetch()} />
      )}
      {templates.isPending && <Skeleton active />}
      {templates.data && !templates.isFetching && !isNew && !found && <p>{t('template.gone')}</p>}
      {templates.data && (isNew || found) && <Editor key={code} template={found ?? null} />}
    </>
  )
}

function Editor({ template }: { template: SurveyTemplate | null }) {
  const { t } = useTranslation('surveys')
  const { t: ui } = useTranslation('ui')
  const [, navigate] = useLocation()
  const back = () => navigate('/surveys')
  const needed = { required: true, whitespace: true, max: 200, message: t('needed') }
  return (
    <div className='survey-editor'>
      <DraftForm<SurveyValues, SurveyTemplate>
        draft={`survey-template:${template?.code ?? 'new'}`}
        initial={template ? valuesOf(template) : FRESH}
        send={(values, key) => saveSurveyTemplate(template, bodyOf(values), key)}
        refreshes={[['survey-templates']]}
        onDone={back}
        onCancel={back}
        submit={template ? ui('action.save') : t('template.add')}
      >
        <p className='form-lead'>{t('template.always')}</p>
        <div className='form-row'>
          <Form.Item name='name' label={t('template.name')} rules={[needed]}>
            <Input autoComplete='off' />
          </Form.Item>
          <Form.Item
            name='code'
            label={t('template.code')}
            extra={t('template.code_hint')}
            rules={[{ required: true, pattern: CODE, message: t('template.code_rule') }]}
          >
            <Input autoComplete='off' autoCapitalize='none' disabled={template !== null} />
          </Form.Item>
        </div>
        <PhraseFields name='questions' most={10} />
        <PhraseFields name='tags' most={20} />
        <Form.Item
          name='takes_text'
          valuePropName='checked'
          label={t('template.takes_text')}
          extra={t('template.takes_text_hint')}
        >
          <Switch />
        </Form.Item>
        <fieldset className='rows'>
          <legend>{t('template.script')}</legend>
          <p className='form-lead'>{t('template.script_hint')}</p>
          <div className='form-row'>
            {(['zh-CN', 'en'] as const).map((one) => (
              <Form.Item key={one} name={['script', one]} label={ui(`language.${one}`)}>
                <Input.TextArea autoSize={{ minRows: 3 }} maxLength={4000} lang={one} />
              </Form.Item>
            ))}
          </div>
        </fieldset>
      </DraftForm>
    </div>
  )
}
