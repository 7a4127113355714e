/** The token of the survey that this resident was invited to for an order; it comes in a notice. */
import { api, data, type Schemas } from '@steward/api'
import { live } from '@steward/ui'
import { useQuery } from '@tanstack/react-query'

export function useInvitation(orderId: string, isAsked: boolean) {
  return useQuery({
    queryKey: ['invitation', orderId],
    queryFn: () =>
      data(api.GET('/v1/notifications', { params: { query: { kind: ['survey_invited'], limit: 50 } } })),
    enabled: isAsked,
    ...live('inbox', 15_000),
    select: (inbox) => invitationOf(inbox.items, orderId),
  })
}

/** The newest one's: each completion has a survey of its own. */
export function invitationOf(notices: Schemas['NotificationOut'][], orderId: string): string | null {
  const newest = notices.find((one) => one.kind === 'survey_invited' && one.work_order_id === orderId)
  return newest?.link?.split('/').pop() ?? null
}
