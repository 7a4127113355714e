/** The usual departments in one go; at least the one that does the work. */
import { idempotencyKey } from '@steward/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { createDepartment } from '../people/api/createDepartment'
import type { Department } from '../people/api/useDepartments'

const KINDS = ['service', 'front_desk', 'assessment', 'billing'] as const satisfies Department['kind'][]

interface Wish {
  kind: (typeof KINDS)[number]
  name: string
  isWanted: boolean
}

export default function DepartmentStep() {
  const { t } = useTranslation('console')
  const client = useQueryClient()
  const [wishes, setWishes] = useState<Wish[]>(() =>
    KINDS.map((kind) => ({ kind, name: t(`welcome.department.${kind}`), isWanted: true })),
  )
  const keys = useRef(new Map<string, string>())
  const wanted = wishes.filter((one) => one.isWanted && one.name.trim() !== '')

  const making = useMutation({
    mutationFn: async () => {
      for (const { kind, name } of wanted) {
        const written = `${kind} ${name}`
        const key = keys.current.get(written) ?? idempotencyKey()
        keys.current.set(written, key)
        await createDepartment({ name: name.trim(), kind, parent_id: null }, key)
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['departments'] }),
  })

  function change(kind: Wish['kind'], changed: Partial<Wish>): void {
    setWishes((before) => before.map((one) => (one.kind === kind ? { ...one, ...changed } : one)))
  }

  return (
    <Form layout='vertical' onFinish={() => making.mutate()}>
      {wishes.map((one) => (
        <div key={one.kind} className='welcome-department'>
          <Checkbox
            checked={one.isWanted}
            aria-label={t('welcome.make', { name: one.name })}
            onChange={({ target }) => change(one.kind, { isWanted: target.checked })}
          />
          <Input
            aria-label={t(`people.kind.${one.kind}`)}
            value={one.name}
            disabled={!one.isWanted}
            maxLength={200}
            onChange={({ target }) => change(one.kind, { name: target.value })}
          />
          <small>{t(`people.kind_meaning.${one.kind}`)}</small>
        </div>
      ))}
      {making.isError && <ProblemNotice failure={making.error} />}
      <Button
        type='primary'
        htmlType='submit'
        loading={making.isPending}
        disabled={!wanted.some((one) => one.kind === 'service')}
      >
        {t('welcome.make_departments', { count: wanted.length })}
      </Button>
    </Form>
  )
}
