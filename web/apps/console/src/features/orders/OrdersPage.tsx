/** All orders as a table: what narrows it stands in the address, a row opens the drawer, the export takes them all. */
import { useTranslation } from 'react-i18next'
import { useAddress, useOpenOrder } from '../../shared/address'
import { PageTitle } from '../../shared/PageTitle'
import { DataTable } from '../../shared/table/DataTable'
import { FILTERS, listing } from './api/list'
import { OrderFilters } from './list/OrderFilters'
import { useOrderColumns } from './list/useOrderColumns'

export default function OrdersPage() {
  const { t } = useTranslation('console')
  const [search] = useAddress()
  const [, open] = useOpenOrder()
  const columns = useOrderColumns()
  const wishes = FILTERS.map((name) => search.get(name))
  return (
    <DataTable
      name={t('page.orders')}
      columns={columns}
      queryKey={['orders', 'list', ...wishes]}
      fetchPage={listing(search)}
      rowKey={(order) => order.id}
      onOpen={(order) => open(order.id)}
      changesWith='orders'
      empty={t(wishes.some(Boolean) ? 'orders.none_match' : 'orders.none')}
      head={(exporting) => (
        <>
          <PageTitle title={t('page.orders')} extra={exporting} />
          <OrderFilters />
        </>
      )}
    />
  )
}
