import { api, data } from '@steward/api'
import { useQuery } from '@tanstack/react-query'

/** The id of the order with this number; null when there is none that one may see. */
export function useOrderByNumber(number: string) {
  return useQuery({
    queryKey: ['order-by-number', number],
    queryFn: async ({ signal }) => {
      const query = { q: number, limit: 5 }
      const { items } = await data(api.GET('/v1/work-orders', { params: { query }, signal }))
      return items.find((one) => one.number.toLowerCase() === number.toLowerCase())?.id ?? null
    },
    enabled: number !== '',
  })
}
