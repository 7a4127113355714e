/** Type where to go: a page by its name, an order by its number or a word of its title. */
import { api, data } from '@steward/api'
import { useQuery } from '@tanstack/react-query'
import { AutoComplete, Modal } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Page } from './routes'

const MOST = 8

export default function Palette({ pages, onClose }: { pages: Page[]; onClose: () => void }) {
  const { t } = useTranslation('console')
  const [, navigate] = useLocation()
  const [typed, setTyped] = useState('')
  const wish = useDeferredValue(typed.trim())
  const found = useQuery({
    queryKey: ['palette', wish],
    queryFn: () => data(api.GET('/v1/work-orders', { params: { query: { q: wish, limit: MOST } } })),
    enabled: wish.length >= 2,
  })

  const named = pages
    .filter((page) => t(page.label).toLowerCase().includes(wish.toLowerCase()))
    .map((page) => ({ value: page.path, label: t(page.label) }))
  const orders = (found.data?.items ?? []).map((order) => ({
    value: `/orders/${order.id}`,
    label: `${order.number} · ${order.title}`,
  }))
  const options = [
    { label: t('palette.orders'), options: orders },
    { label: t('palette.pages'), options: named },
  ].filter((group) => group.options.length > 0)

  function go(path: string): void {
    navigate(path)
    onClose()
  }

  return (
    <Modal open footer={null} closable={false} onCancel={onClose} title={t('palette.title')}>
      <AutoComplete
        autoFocus
        defaultOpen
        defaultActiveFirstOption
        aria-label={t('palette.title')}
        placeholder={t('palette.placeholder')}
        className='palette'
        value={typed}
        onChange={setTyped}
        onSelect={go}
        options={options}
        notFoundContent={t(found.isFetching ? 'palette.searching' : 'palette.none')}
      />
    </Modal>
  )
}
