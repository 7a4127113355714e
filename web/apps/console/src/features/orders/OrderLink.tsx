/** The address of one order, as colleagues send it: the list with the order's drawer open. */
import { Redirect, useParams } from 'wouter'

export default function OrderLink() {
  const { id } = useParams<{ id: string }>()
  return <Redirect to={`/orders?order=${encodeURIComponent(id)}`} replace />
}
