/** Opens the camera; the photo is made small on this device and kept before anything is sent. */
import type { Schemas } from '@steward/api'
import { compress, type Photo } from '@steward/offline'
import { ProblemNotice } from '@steward/ui/phone'
import { useQuery } from '@tanstack/react-query'
import { CameraOutline } from 'antd-mobile-icons'
import { type ChangeEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDo } from '../../shared/outbox'
import { useProblem } from '../../shared/problem'
import { categories } from '../order/api/categories'

interface Button {
  order: Schemas['WorkOrderOut']
  purpose: Photo['role']
  label: string
  onKept?: (key: string) => void
}

export function PhotoButton({ order, purpose, label, onKept }: Button) {
  const { t } = useTranslation('technician')
  const { run, failure, fail } = useDo()
  const [isBusy, setBusy] = useState(false)
  const say = useProblem()
  const { data: kinds } = useQuery(categories)
  const original = kinds?.find((one) => one.code === order.category)?.photo_originals ?? false

  async function take(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    const input = event.target
    const files = [...(input.files ?? [])]
    setBusy(true)
    try {
      for (const file of files) {
        const key = await run(
          order,
          { kind: 'photo', body: { role: purpose } },
          await compress(file, { original }),
        )
        if (key) onKept?.(key)
      }
    } catch (failed) {
      fail(failed)
    } finally {
      setBusy(false)
      // The same file can be chosen again.
      input.value = ''
    }
  }

  return (
    <>
      <label className={isBusy ? 'camera camera-busy' : 'camera'}>
        <CameraOutline aria-hidden />
        {isBusy ? t('photo.busy') : label}
        <input
          type='file'
          accept='image/*'
          capture='environment'
          disabled={isBusy}
          onChange={(event) => void take(event)}
        />
      </label>
      {failure !== null && <ProblemNotice failure={say(failure)} />}
    </>
  )
}
