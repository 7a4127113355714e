import { api, data } from '@steward/api'
import type { FetchPage } from '../../../shared/table/walk'
import { type Row, rowsOf, type Sought } from '../rows'

/** What left the house of an order or to a person; without both, what did not arrive. A row for each channel's message. */
export function listDeliveries({ workOrder, person, channel, status }: Sought): FetchPage<Row> {
  return async ({ cursor, limit, signal }) => {
    const query = { work_order: workOrder, person, channel, status, cursor, limit }
    const page = await data(api.GET('/v1/deliveries', { params: { query }, signal }))
    return { ...page, items: page.items.flatMap((one) => rowsOf(one, channel, status)) }
  }
}
