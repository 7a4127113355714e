/** A new order from the desk: look the caller up, choose the place and what it is about; managers set tasks. */
import { idempotencyKey } from '@steward/api'
import { Button, Form, Input, Segmented, Select } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useCategories } from '../../shared/names/useNames'
import { PageTitle } from '../../shared/PageTitle'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { useCan } from '../../shared/rights'
import { useDraft } from '../../shared/useDraft'
import { useReport } from './api/report'
import { Caller } from './Caller'
import { type Draft, EMPTY, fitting, reportOf } from './draft'
import { PlaceChoice } from './PlaceChoice'
import { UnitHistory } from './UnitHistory'
import './intake.css'

const SOURCES = ['front_desk', 'manager', 'department', 'email', 'wechat'] as const

export default function NewOrderPage() {
  const { t } = useTranslation('console')
  const [, navigate] = useLocation()
  const can = useCan()
  const [draft, setDraft] = useDraft<Draft>('new-order', EMPTY)
  const categories = fitting(useCategories(), draft)
  const report = useReport()
  const decided = useRef<{ wish: string; key: string }>(undefined)
  const body = reportOf(
    draft,
    categories.find((one) => one.code === draft.category),
  )
  const change = (some: Partial<Draft>) => setDraft({ ...draft, ...some })

  function send(): void {
    if (!body) return
    const wish = JSON.stringify(body)
    if (decided.current?.wish !== wish) decided.current = { wish, key: idempotencyKey() }
    report.mutate(
      { key: decided.current.key, body },
      {
        onSuccess: (order) => {
          setDraft(EMPTY)
          navigate(`/orders?order=${order.id}`)
        },
      },
    )
  }

  return (
    <>
      <PageTitle title={t('page.new_order')}>
        {can('work_order.direct') && (
          <Segmented
            aria-label={t('intake.what')}
            value={draft.isTask ? 'task' : 'report'}
            onChange={(chosen) => change({ isTask: chosen === 'task', category: undefined })}
            options={[
              { value: 'report', label: t('intake.report') },
              { value: 'task', label: t('intake.task') },
            ]}
          />
        )}
      </PageTitle>
      <div className='intake'>
        <Form layout='vertical' className='intake-form' onFinish={send}>
          {!draft.isTask && <Caller draft={draft} onChange={change} />}
          <PlaceChoice draft={draft} onChange={change} />
          <Form.Item label={t('order.category')} htmlFor='category'>
            <Select
              id='category'
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('intake.choose_category')}
              options={categories.map((one) => ({ value: one.code, label: one.name }))}
              value={draft.category}
              onChange={(category) => change({ category })}
            />
          </Form.Item>
          <Form.Item label={t('order.title')} htmlFor='title'>
            <Input
              id='title'
              maxLength={200}
              placeholder={t('intake.title_hint')}
              value={draft.title}
              onChange={(event) => change({ title: event.target.value })}
            />
          </Form.Item>
          <Form.Item label={t('intake.description')} htmlFor='description'>
            <Input.TextArea
              id='description'
              rows={4}
              maxLength={4000}
              value={draft.description}
              onChange={(event) => change({ description: event.target.value })}
            />
          </Form.Item>
          <Form.Item label={t('order.source')} htmlFor='source'>
            <Select
              id='source'
              allowClear
              placeholder={t('intake.source_hint')}
              options={SOURCES.map((one) => ({ value: one, label: t(`source.${one}`) }))}
              value={draft.source}
              onChange={(source) => change({ source })}
            />
          </Form.Item>
          {report.isError && <ProblemNotice failure={report.error} />}
          <div className='intake-foot'>
            <Button type='primary' htmlType='submit' disabled={!body} loading={report.isPending}>
              {t(draft.isTask ? 'intake.set_task' : 'intake.send')}
            </Button>
            <Button onClick={() => setDraft(EMPTY)}>{t('intake.clear')}</Button>
            {!body && <span className='intake-weak'>{t('intake.missing')}</span>}
          </div>
        </Form>
        <UnitHistory unit={draft.unit} />
      </div>
    </>
  )
}
