/** What the log is narrowed to: an order, a person, a channel, a state; the address remembers. */
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../shared/address'
import { useMembers } from '../../shared/names/useNames'
import { useFoundResidents } from '../places/api/useFoundResidents'
import { CHANNELS, STATES } from './rows'

export function DeliveryFilters() {
  const { t } = useTranslation('messages')
  const [search, change] = useAddress()
  const members = useMembers()
  const [typed, setTyped] = useState('')
  const person = search.get('person') ?? undefined
  const { residents } = useFoundResidents(typed, person?.startsWith('rs_') ? person : undefined)
  const sought = typed.trim().toLowerCase()
  const staff = members.filter((one) => one.name.toLowerCase().includes(sought) || one.id === person)
  const named = (people: readonly { id: string; name: string }[]) =>
    people.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      <Input.Search
        className='filter-words'
        aria-label={t('delivery.number')}
        placeholder={t('delivery.number')}
        allowClear
        defaultValue={search.get('number') ?? ''}
        onSearch={(typed) => change({ number: typed.trim() })}
      />
      <Select
        className='filter'
        allowClear
        showSearch={{ filterOption: false, onSearch: setTyped }}
        popupMatchSelectWidth={false}
        aria-label={t('delivery.person')}
        placeholder={t('delivery.person')}
        value={person}
        onChange={(chosen: string | undefined) => change({ person: chosen })}
        options={[
          { label: t('delivery.members'), options: named(staff) },
          { label: t('delivery.residents'), options: named(residents) },
        ]}
      />
      <Select
        className='filter'
        allowClear
        aria-label={t('delivery.channel')}
        placeholder={t('delivery.any_channel')}
        value={search.get('channel') ?? undefined}
        onChange={(chosen: string | undefined) => change({ channel: chosen })}
        options={CHANNELS.map((value) => ({ value: value as string, label: t(`channel.${value}`) }))}
      />
      <Select
        className='filter'
        allowClear
        aria-label={t('delivery.state')}
        placeholder={t('delivery.any_state')}
        value={search.get('status') ?? undefined}
        onChange={(chosen: string | undefined) => change({ status: chosen })}
        options={STATES.map((value) => ({ value: value as string, label: t(`state.${value}`) }))}
      />
    </>
  )
}
