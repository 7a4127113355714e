/** Whom surveys ask and how often, and the templates of what they ask. */
import { PlusOutlined } from '@ant-design/icons'
import { Button, Skeleton, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { PageTitle } from '../../shared/PageTitle'
import { ProblemNotice } from '../../shared/ProblemNotice'
import type { Column } from '../../shared/table/columns'
import { DataTable } from '../../shared/table/DataTable'
import { useTenant } from '../company/api/useTenant'
import { AskingForm } from './AskingForm'
import { listSurveyTemplates, type SurveyTemplate } from './api/useSurveyTemplates'
import './surveys.css'

export default function SurveysPage() {
  const { t } = useTranslation('surveys')
  const { t: own } = useTranslation('console')
  const [, navigate] = useLocation()
  const tenant = useTenant()
  return (
    <>
      <PageTitle title={own('page.surveys')} />
      {tenant.isError && <ProblemNotice failure={tenant.error} onRetry={() => void tenant.refetch()} />}
      {tenant.isPending && <Skeleton active />}
      {tenant.data && <AskingForm key={tenant.data.version} policy={tenant.data.policies.survey} />}
      <DataTable
        name={t('template.title')}
        columns={useColumns()}
        queryKey={['survey-templates', 'pages']}
        fetchPage={listSurveyTemplates}
        rowKey={(one) => one.code}
        onOpen={(one) => navigate(`/surveys/${one.code}`)}
        empty={t('template.none')}
        head={(exporting) => (
          <header className='page-title'>
            <h2>{t('template.title')}</h2>
            <span>{t('template.hint')}</span>
            <span className='stretch' />
            <Space>
              {exporting}
              <Link href='/surveys/new'>
                <Button type='primary' icon={<PlusOutlined />}>
                  {t('template.add')}
                </Button>
              </Link>
            </Space>
          </header>
        )}
      />
    </>
  )
}

function useColumns(): Column<SurveyTemplate>[] {
  const { t } = useTranslation('surveys')
  return [
    { key: 'name', title: t('template.name'), value: (one) => one.name, width: 260 },
    { key: 'code', title: t('template.code'), value: (one) => one.code, width: 180 },
    {
      key: 'questions',
      title: t('template.questions'),
      value: (one) => one.questions.length,
      align: 'right',
      width: 120,
    },
    { key: 'tags', title: t('template.tags'), value: (one) => one.tags.length, align: 'right', width: 120 },
    {
      key: 'text',
      title: t('template.takes_text'),
      value: (one) => t(one.takes_text ? 'yes' : 'no'),
      width: 120,
    },
    {
      key: 'script',
      title: t('template.script'),
      value: (one) => t(one.script ? 'template.own_script' : 'template.usual_script'),
      width: 160,
    },
  ]
}
