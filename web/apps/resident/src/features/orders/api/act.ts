/** What all acts on an order share: one key for one decision, and the order as it is afterwards. */
import { idempotencyKey, type Schemas } from '@steward/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'

type Order = Schemas['WorkOrderOut']

/** A mutation. The same input sent again after a failure has the same key: it may have arrived the first time. */
export function useAct(id: string, send: (key: string, input: string) => Promise<Order>) {
  const client = useQueryClient()
  const decision = useRef({ key: '', input: '' })
  return useMutation({
    mutationFn: (input: string) => {
      if (!decision.current.key || decision.current.input !== input)
        decision.current = { key: idempotencyKey(), input }
      return send(decision.current.key, input)
    },
    onSuccess: (order) => {
      decision.current = { key: '', input: '' }
      client.setQueryData(['order', id], order)
      void client.invalidateQueries({ queryKey: ['order', id] })
      void client.invalidateQueries({ queryKey: ['orders'] })
    },
    // Refused because it moved on meanwhile: show where it stands now.
    onError: () => void client.invalidateQueries({ queryKey: ['order', id] }),
  })
}
