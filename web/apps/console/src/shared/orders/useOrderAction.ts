/**
 * Doing something to an order. Its key is made when the person decides: the same wish sent again happens once.
 *
 * What the order answers is shown everywhere at once. When it was refused because the order had changed (409, 412), it
 * is asked for anew: beside the refusal stands how it is now.
 */
import { data, idempotencyKey, Problem } from '@steward/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Order } from './order'

export interface Headers {
  'Idempotency-Key': string
  'If-Match'?: string
}

/** Sends one kind of action. `Body` is what the person filled in. */
export type Send<Body> = (
  order: Order,
  header: Headers,
  body: Body,
) => Promise<{ data?: Order; error?: unknown; response: Response }>

/** `isGuarded`: what was seen must still be so, as for all that moves an order; words may be said at any time. */
export function useOrderAction<Body>(send: Send<Body>, isGuarded: boolean) {
  const client = useQueryClient()
  const decided = useRef<{ wish: string; key: string }>(undefined)

  function keyOf(wish: string): string {
    if (decided.current?.wish !== wish) decided.current = { wish, key: idempotencyKey() }
    return decided.current.key
  }

  return useMutation({
    mutationFn: ({ order, body }: { order: Order; body: Body }) => {
      const key = keyOf(JSON.stringify([order.id, body]))
      const header = isGuarded ? { 'If-Match': `"${order.version}"` } : {}
      return data(send(order, { 'Idempotency-Key': key, ...header }, body))
    },
    onSuccess: (order) => {
      decided.current = undefined
      client.setQueryData(['own-change', order.id], order.version)
      client.setQueryData(['order', order.id], order)
      void client.invalidateQueries({ queryKey: ['orders'] })
      void client.invalidateQueries({ queryKey: ['order-part', order.id] })
    },
    onError: (failure, { order }) => {
      if (!(failure instanceof Problem) || ![404, 409, 412].includes(failure.status)) return
      void client.invalidateQueries({ queryKey: ['order', order.id] })
      void client.invalidateQueries({ queryKey: ['orders'] })
    },
  })
}
