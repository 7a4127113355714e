/** The editor of a category, with the picture of what its rules do beside it. */
import { Button, Form, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useParams } from 'wouter'
import { DraftForm } from '../../shared/forms/DraftForm'
import { PageTitle } from '../../shared/PageTitle'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { useDepartments } from '../people/api/useDepartments'
import { useMembers } from '../people/api/useMembers'
import { useCommunities } from '../places/api/useCommunities'
import { RuleFields } from '../surveys/RuleFields'
import { changeCategory } from './api/changeCategory'
import { createCategory } from './api/createCategory'
import { type Category, useCategories } from './api/useCategories'
import './categories.css'
import { CategoryFields } from './CategoryFields'
import { bodyOf, type CategoryValues, FRESH, patchOf, valuesOf } from './category-form'
import { ExampleTimeline } from './ExampleTimeline'
import { LadderFields } from './LadderFields'
import { PromiseFields } from './PromiseFields'

export default function CategoryPage() {
  const { t } = useTranslation('categories')
  const { code = 'new' } = useParams<{ code: string }>()
  const categories = useCategories()
  const departments = useDepartments()
  const found = categories.data?.find((one) => one.code === code)
  const failure = categories.error ?? departments.error
  return (
    <>
      <PageTitle
        title={found ? found.name : t('add')}
        extra={
          <Link href='/categories'>
            <Button>{t('back')}</Button>
          </Link>
        }
      />
      {failure && <ProblemNotice failure={failure} onRetry={() => void categories.refetch()} />}
      {(categories.isPending || departments.isPending) && <Skeleton active />}
      {categories.data && code !== 'new' && !found && <p>{t('gone')}</p>}
      {categories.data && departments.data && (code === 'new' || found) && (
        <Editor key={code} category={found ?? null} />
      )}
    </>
  )
}

function Editor({ category }: { category: Category | null }) {
  const { t } = useTranslation('categories')
  const { t: ui } = useTranslation('ui')
  const [, navigate] = useLocation()
  const departments = useDepartments().data ?? []
  const communities = useCommunities().data ?? []
  const members = useMembers().data ?? []
  const service = departments.find((one) => one.kind === 'service')
  return (
    <DraftForm<CategoryValues, Category>
      draft={`category:${category?.code ?? 'new'}`}
      initial={category ? valuesOf(category) : { ...FRESH, department_id: service?.id }}
      send={(values, key) =>
        category ? changeCategory(category, patchOf(values)) : createCategory(bodyOf(values), key)
      }
      refreshes={[['categories'], ['names']]}
      onDone={() => navigate('/categories')}
      onCancel={() => navigate('/categories')}
      submit={category ? ui('action.save') : t('add')}
    >
      <div className='category-editor'>
        <div>
          <CategoryFields category={category} departments={departments} communities={communities} />
          <PromiseFields />
          <LadderFields members={members} />
          <RuleFields />
        </div>
        <Picture memberName={(id) => members.find((one) => one.id === id)?.name ?? id} />
      </div>
    </DraftForm>
  )
}

const NO_PROMISES = { respond: null, arrive: null, complete: null }

function Picture({ memberName }: { memberName: (id: string) => string }) {
  const form = Form.useFormInstance<CategoryValues>()
  const promises = Form.useWatch('sla', form)
  const ladder = Form.useWatch('ladder', form)
  return (
    <ExampleTimeline
      promises={promises ?? NO_PROMISES}
      ladder={(ladder ?? []).filter((step) => typeof step?.after === 'number' && step.notify)}
      memberName={memberName}
    />
  )
}
