/** Send the report now; when nothing answers, keep it with its photos, to be sent as soon as something does. */
import { apiAs, Problem, type Schemas } from '@steward/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import type { Draft } from '../../shared/database'
import { keepPhotos, keepReport } from '../outbox/kept'
import { useOutbox } from '../outbox/Outbox'
import type { Category } from './api/categories'
import { report } from './api/report'
import { bodyOf, dropDraft } from './draft'

export function useSubmit(category: Category, homes: string[], units: Schemas['UnitOut'][]) {
  const client = useQueryClient()
  const { owner } = useOutbox()
  const [, navigate] = useLocation()
  return useMutation({
    mutationFn: (draft: Draft) => submit(draft, bodyOf(draft, category, homes, units)),
    onSuccess: ({ order, arePhotosLost }) => {
      if (order) client.setQueryData(['order', order.id], order)
      void client.invalidateQueries({ queryKey: ['orders'] })
      void dropDraft(owner).catch(() => undefined)
      navigate(order ? `/orders/${order.id}` : '/', { replace: true, state: { isNew: true, arePhotosLost } })
    },
  })
}

interface Sent {
  /** Null when the report has to wait for the network. */
  order: Schemas['WorkOrderOut'] | null
  /** This device had no room to keep the photos until they are sent. */
  arePhotosLost: boolean
}

/** Raises a Problem when the API refuses the report, and what IndexedDB raises when it cannot be kept either. */
async function submit(draft: Draft, body: Schemas['ReportIn']): Promise<Sent> {
  const { owner, key } = draft
  try {
    const order = await report(apiAs(owner), key, body)
    const arePhotosLost = await keepPhotos(draft.photos, owner, order.id).then(
      () => false,
      () => true,
    )
    return { order, arePhotosLost }
  } catch (failure) {
    if (!(failure instanceof Problem) || !failure.isPassing) throw failure
    await keepReport({ key, owner, at: new Date().toISOString(), body, draft, refusal: null })
    return { order: null, arePhotosLost: false }
  }
}
