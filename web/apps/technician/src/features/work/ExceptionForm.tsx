/** The way on when the position does not show that one is there: a reason and a photo, which a manager looks at. */
import type { Schemas } from '@steward/api'
import { Field, ProblemNotice } from '@steward/ui/phone'
import { Button, TextArea } from 'antd-mobile'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDraft } from '../../shared/draft'
import { useDo, useOutbox, useRefused } from '../../shared/outbox'
import { PhotoOf } from '../../shared/PhotoOf'
import type { Fix } from '../../shared/position'
import { useProblem } from '../../shared/problem'
import { PhotoButton } from '../photos/PhotoButton'

interface Form {
  order: Schemas['WorkOrderOut']
  fix: Fix | null
  onKept: () => void
}

export function ExceptionForm({ order, fix, onKept }: Form) {
  const { t } = useTranslation('technician')
  const refused = useRefused(order.id, 'check-in')
  const { form, set, forget } = useDraft(`exception ${order.id}`, {
    reason: refused?.body.exception?.reason ?? '',
  })
  const [photo, setPhoto] = useState<string | null>(null)
  const { items } = useOutbox()
  const { redo, failure } = useDo()
  const say = useProblem()
  const taken = items.find((item) => item.key === photo)
  const isReady = form.reason.trim() !== '' && photo !== null && fix !== null

  async function send(): Promise<void> {
    if (!fix || !photo) return
    const { captured_at, ...position } = fix
    const exception = { reason: form.reason.trim(), photo, attachment_id: null }
    const body = { position: { ...position, datum: 'wgs84' as const }, captured_at, exception }
    if (!(await redo(order, { kind: 'check-in', body }))) return
    forget()
    onKept()
  }

  return (
    <fieldset className='panel'>
      <legend>{t('exception.title')}</legend>
      <p className='weak'>{t('exception.what')}</p>
      <Field label={t('exception.reason')}>
        <TextArea value={form.reason} onChange={(reason) => set({ reason })} maxLength={4000} rows={3} />
      </Field>
      <PhotoButton order={order} purpose='evidence' label={t('exception.photo')} onKept={setPhoto} />
      {taken?.kind === 'photo' && <PhotoOf item={taken} />}
      {failure !== null && <ProblemNotice failure={say(failure)} />}
      <Button block color='primary' fill='outline' disabled={!isReady} onClick={() => void send()}>
        {t('exception.submit')}
      </Button>
    </fieldset>
  )
}
