/** What waits to be sent, for components. */
import {
  amend,
  type Doing,
  enqueue,
  type Item,
  type Kind,
  type Order,
  onOutbox,
  outbox,
  wake,
} from '@steward/offline'
import { useState, useSyncExternalStore } from 'react'

export function useOutbox() {
  return useSyncExternalStore(onOutbox, outbox)
}

/** What was refused of this kind: what its form begins with when it is done otherwise. */
export function useRefused<Wanted extends Kind>(orderId: string, kind: Wanted) {
  const { items } = useOutbox()
  return items.find(
    (item): item is Item & { kind: Wanted } =>
      item.order_id === orderId && item.kind === kind && item.state === 'refused',
  )
}

/** Does something to an order: it is kept on this device at once, and sent as soon as the network allows. */
export function useDo() {
  const [failure, setFailure] = useState<unknown>(null)

  /** Answers the key of what is kept now; null when there was no room for it: then `failure` says so. */
  async function run(order: Order, doing: Doing, photo?: Blob): Promise<string | null> {
    setFailure(null)
    try {
      const key = await enqueue(order, doing, photo)
      // Asked for once there is something to lose: the browser then clears it last.
      void navigator.storage?.persist?.()
      wake()
      return key
    } catch (raised) {
      setFailure(raised)
      return null
    }
  }

  /** The same, in the place and turn of what was refused before, if anything was. Answers whether it is kept. */
  async function redo(order: Order, doing: Doing): Promise<boolean> {
    const before = outbox().items.find(
      (item) => item.order_id === order.id && item.kind === doing.kind && item.state === 'refused',
    )
    if (!before) return (await run(order, doing)) !== null
    try {
      await amend(before.key, doing)
      wake()
      return true
    } catch (raised) {
      setFailure(raised)
      return false
    }
  }
  return { run, redo, failure, fail: setFailure }
}
