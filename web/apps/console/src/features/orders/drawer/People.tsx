/** Whom the order concerns, with numbers that call. */
import { PhoneOutlined } from '@ant-design/icons'
import { Descriptions } from 'antd'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../../../shared/ProblemNotice'
import { usePeople } from '../api/people'

export function People({ id }: { id: string }) {
  const { t } = useTranslation('console')
  const { data: people, error, refetch } = usePeople(id)
  if (error) return <ProblemNotice failure={error} onRetry={() => void refetch()} />
  if (!people) return null
  const rows = [
    { label: t('order.department'), children: people.department.name },
    { label: t('order.assignee'), children: people.assignee && <Reachable {...people.assignee} /> },
    { label: t('order.contact'), children: people.contact && <Reachable {...people.contact} /> },
    { label: t('order.reporter'), children: <Reachable {...people.reporter} /> },
    { label: t('order.collaborators'), children: people.collaborators.map((one) => one.name).join(', ') },
  ].filter(({ children }) => children)
  return <Descriptions size='small' column={1} items={rows.map((one) => ({ key: one.label, ...one }))} />
}

function Reachable({ name, phone }: { name: string; phone?: string | null }) {
  return (
    <span>
      {name}{' '}
      {phone && (
        <a href={`tel:${phone}`}>
          <PhoneOutlined aria-hidden /> {phone}
        </a>
      )}
    </span>
  )
}
