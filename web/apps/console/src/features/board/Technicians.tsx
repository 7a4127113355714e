/** Who could do it, with what they have in hand: a card dropped on one of them is assigned to them. */
import { Spin } from 'antd'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTechnicians } from '../../shared/names/useNames'
import { CARRIED } from './Card'

interface Panel {
  department?: string
  loads: Map<string, number>
  /** The technician an order is just being given to. */
  busyWith?: string
  onDrop: (technicianId: string, orderId: string) => void
}

export function Technicians({ department, loads, busyWith, onDrop }: Panel) {
  const { t } = useTranslation('console')
  const [over, setOver] = useState<string | null>(null)
  const technicians = useTechnicians()
    .filter((one) => !department || one.department_ids.includes(department))
    .sort((one, other) => (loads.get(one.id) ?? 0) - (loads.get(other.id) ?? 0))

  function onDragOver(event: DragEvent, id: string): void {
    if (!event.dataTransfer.types.includes(CARRIED)) return
    event.preventDefault()
    setOver(id)
  }

  return (
    <aside className='technicians' aria-label={t('board.technicians')}>
      <h2>{t('board.technicians')}</h2>
      <p className='card-weak'>{t('board.drop_here')}</p>
      <ul>
        {technicians.map((one) => (
          <li
            key={one.id}
            className={over === one.id ? 'technician over' : 'technician'}
            onDragOver={(event) => onDragOver(event, one.id)}
            onDragLeave={() => setOver(null)}
            onDrop={(event) => {
              event.preventDefault()
              setOver(null)
              onDrop(one.id, event.dataTransfer.getData(CARRIED))
            }}
          >
            <span>{one.name}</span>
            {busyWith === one.id ? (
              <Spin size='small' />
            ) : (
              <span className='card-weak'>{t('board.load', { count: loads.get(one.id) ?? 0 })}</span>
            )}
          </li>
        ))}
      </ul>
    </aside>
  )
}
