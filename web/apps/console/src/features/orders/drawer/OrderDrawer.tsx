/** One order over whatever page is open: where it stands, everything that happened, and everything that can be done. */
import { Drawer, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../../../shared/ProblemNotice'
import { useOrder } from '../api/order'
import { Conversation } from './Conversation'
import { Facts } from './Facts'
import { Heading } from './Heading'
import './drawer.css'
import { Meanwhile } from './Meanwhile'

export default function OrderDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('console')
  const { data: order, error, refetch } = useOrder(id)
  return (
    <Drawer
      open
      size='min(1080px, 94vw)'
      title={order ? order.number : t('order.loading')}
      onClose={onClose}
      className='order-drawer'
    >
      {error && <ProblemNotice failure={error} onRetry={() => void refetch()} />}
      {!order && !error && <Skeleton active />}
      {order && (
        <>
          <Meanwhile order={order} />
          <Heading order={order} />
          <div className='order-columns'>
            <Conversation order={order} />
            <Facts order={order} />
          </div>
        </>
      )}
    </Drawer>
  )
}
