/** Makes the usual categories in one go: which of them, and who takes care of them. */
import { idempotencyKey } from '@steward/api'
import { language } from '@steward/ui'
import { CategoryPicture } from '@steward/ui/pictures'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Form, Progress, Select } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../../shared/ProblemNotice'
import type { Department } from '../people/api/useDepartments'
import { createCategory } from './api/createCategory'
import { secondsOf } from './duration'
import { STARTERS } from './starters'
import { useLength } from './useLength'

interface Shown {
  departments: readonly Department[]
  /** Codes of the categories that are there already. */
  existing: readonly string[]
}

export function StarterCategories({ departments, existing }: Shown) {
  const { t } = useTranslation('categories')
  const client = useQueryClient()
  const open = STARTERS.filter((one) => !existing.includes(one.code))
  const services = departments.filter((one) => one.kind === 'service')
  const [codes, setCodes] = useState(() => open.map((one) => one.code))
  const [chosen, setChosen] = useState<string>()
  const [done, setDone] = useState(0)
  // One key for each: going on after a failure makes none twice.
  const keys = useRef(new Map<string, string>())
  const departmentId = chosen ?? services[0]?.id
  const wanted = open.filter((one) => codes.includes(one.code))

  const making = useMutation({
    mutationFn: async (department_id: string) => {
      setDone(0)
      for (const starter of wanted) {
        const key = keys.current.get(starter.code) ?? idempotencyKey()
        keys.current.set(starter.code, key)
        await createCategory({ ...starter, department_id }, key)
        setDone((before) => before + 1)
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['categories'] }),
  })

  if (services.length === 0) return <p>{t('starters.no_service')}</p>
  return (
    <Form layout='vertical' className='starters' onFinish={() => departmentId && making.mutate(departmentId)}>
      <Form.Item label={t('starters.which')}>
        <Checkbox.Group value={codes} onChange={setCodes} className='starter-list'>
          {open.map((one) => (
            <Checkbox key={one.code} value={one.code}>
              <StarterLabel starter={one} />
            </Checkbox>
          ))}
        </Checkbox.Group>
      </Form.Item>
      <Form.Item label={t('department')} htmlFor='starter-department'>
        <Select
          id='starter-department'
          value={departmentId}
          onChange={setChosen}
          options={services.map((one) => ({ value: one.id, label: one.name }))}
        />
      </Form.Item>
      {making.isPending && (
        <Progress percent={Math.round((100 * done) / wanted.length)} aria-label={t('starters.progress')} />
      )}
      {making.isError && <ProblemNotice failure={making.error} />}
      <Button type='primary' htmlType='submit' loading={making.isPending} disabled={wanted.length === 0}>
        {t('starters.make', { count: wanted.length })}
      </Button>
    </Form>
  )
}

function StarterLabel({ starter }: { starter: (typeof STARTERS)[number] }) {
  const { t } = useTranslation('categories')
  const length = useLength()
  const promised = (iso: string | null | undefined) => length(secondsOf(iso ?? '') ?? 0)
  return (
    <>
      <CategoryPicture name={starter.icon ?? 'other'} /> <strong>{starter.names[language()]}</strong>{' '}
      <small>
        {t('starters.promise', {
          respond: promised(starter.sla?.respond),
          complete: promised(starter.sla?.complete),
        })}
      </small>
    </>
  )
}
