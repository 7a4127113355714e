/** A form about one order: it is kept with the order's name above, and leads back to the order. */
import type { Schemas } from '@steward/api'
import { Loading, ProblemNotice } from '@steward/ui/phone'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd-mobile'
import type { FormEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../../shared/Page'
import { useProblem } from '../../shared/problem'
import { orderOf } from '../order/api/order'

interface Form {
  id: string
  title: string
  submit: string
  /** Whether all is there that is needed. */
  isReady: boolean
  failure: unknown
  onSubmit: (order: Schemas['WorkOrderOut']) => void
  children: (order: Schemas['WorkOrderOut']) => ReactNode
}

export function FormPage({ id, title, submit, isReady, failure, onSubmit, children }: Form) {
  const { t } = useTranslation('technician')
  const { data: order, error, isPending } = useQuery(orderOf(id))
  const say = useProblem()
  if (!order)
    return (
      <Page title={title} back={`/orders/${id}`}>
        {isPending ? <Loading /> : <ProblemNotice failure={error} />}
      </Page>
    )

  function send(event: FormEvent): void {
    event.preventDefault()
    if (isReady && order) onSubmit(order)
  }

  return (
    <Page
      title={title}
      back={`/orders/${id}`}
      actions={
        <Button block color='primary' size='large' type='submit' form='act' disabled={!isReady}>
          {submit}
        </Button>
      }
    >
      <p className='weak'>{t('form.about', { number: order.number, title: order.title })}</p>
      <form id='act' className='form' onSubmit={send}>
        {children(order)}
      </form>
      {failure !== null && <ProblemNotice failure={say(failure)} />}
    </Page>
  )
}
