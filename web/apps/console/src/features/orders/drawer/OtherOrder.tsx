/** Another order by its number, opened in this one's place. Who may not see it is told its number alone, if that. */
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useOpenOrder } from '../../../shared/address'
import { useOrder } from '../api/order'

interface Other {
  id: string
  /** Around its number, such as "Same as in {{number}}". */
  label?: (number: string) => string
}

export function OtherOrder({ id, label = (number) => number }: Other) {
  const { t } = useTranslation('order')
  const [, open] = useOpenOrder()
  const { data: order, isError } = useOrder(id)
  const name = label(order?.number ?? t('other_order'))
  if (isError) return <span className='order-weak'>{name}</span>
  return (
    <Button type='link' size='small' className='other-order' onClick={() => open(id)}>
      {name}
    </Button>
  )
}
