import type { Schemas } from '@steward/api'
import { PhotoUnreadable } from '@steward/offline'
import { Field, Loading } from '@steward/ui/phone'
import { useQuery } from '@tanstack/react-query'
import { Input, TextArea } from 'antd-mobile'
import { lazy, Suspense, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { PointGroup } from 'signature_pad'
import { useLocation } from 'wouter'
import { useDraft } from '../../shared/draft'
import { useDo, useOutbox, useRefused } from '../../shared/outbox'
import { orderOf } from '../order/api/order'
import { attachmentsOf } from '../photos/api/attachments'
import { Photos } from '../photos/Photos'
import { Checklist } from './Checklist'
import { FormPage } from './FormPage'
import { missing } from './missing'

const Signature = lazy(() => import('./Signature'))
const MOST_MINUTES = 43_200
const EMPTY = { summary: '', minutes: '', parts: '', signer: '', strokes: [] as PointGroup[] }

export default function CompletePage({ id }: { id: string }) {
  const { t } = useTranslation('technician')
  const refused = useRefused(id, 'complete')
  const { form, set, forget } = useDraft(`complete ${id}`, refused ? formOf(refused.body) : EMPTY)
  const { run, redo, failure } = useDo()
  const drawing = useRef<HTMLCanvasElement>(null)
  const { items } = useOutbox()
  const { data: order } = useQuery(orderOf(id))
  const { data: attachments = [] } = useQuery(attachmentsOf(id))
  const [, goTo] = useLocation()
  const lacks = order && missing({ order, attachments, items, summary: form.summary })
  return (
    <FormPage
      id={id}
      title={t('step.complete')}
      submit={t('complete.submit')}
      isReady={lacks !== undefined && lacks.photos === 0 && !lacks.summary && isSignedOrNot(form)}
      failure={failure}
      onSubmit={async (known) => {
        const body = {
          summary: form.summary.trim(),
          signed_by: form.strokes.length > 0 && form.signer.trim() ? form.signer.trim() : null,
          minutes: form.minutes ? Math.min(Number(form.minutes), MOST_MINUTES) : null,
          parts: form.parts
            .split('\n')
            .map((part) => part.trim())
            .filter(Boolean)
            .slice(0, 50),
        }
        if (form.strokes.length > 0 && drawing.current) {
          const signed = { kind: 'photo' as const, body: { role: 'signature' as const } }
          if (!(await run(known, signed, await pngOf(drawing.current)))) return
        }
        if (!(await redo(known, { kind: 'complete', body }))) return
        forget()
        goTo(`/orders/${id}`)
      }}
    >
      {(known) => (
        <>
          <Checklist order={known} summary={form.summary} />
          <Photos order={known} canAdd only='after' />
          <Field label={t('complete.summary')}>
            <TextArea
              value={form.summary}
              onChange={(summary) => set({ summary })}
              maxLength={4000}
              rows={4}
            />
          </Field>
          <Field label={t('complete.minutes')}>
            <Input
              type='number'
              inputMode='numeric'
              min={0}
              value={form.minutes}
              onChange={(minutes) => set({ minutes: minutes.replace(/\D/g, '') })}
            />
          </Field>
          <Field label={t('complete.parts')} hint={t('complete.parts_hint')}>
            <TextArea value={form.parts} onChange={(parts) => set({ parts })} rows={3} />
          </Field>
          <fieldset className='panel'>
            <legend>{t('sign.title')}</legend>
            <Field label={t('sign.who')} hint={t('sign.hint')}>
              <Input value={form.signer} onChange={(signer) => set({ signer })} maxLength={200} />
            </Field>
            <Suspense fallback={<Loading lines={2} />}>
              <Signature strokes={form.strokes} onStrokes={(strokes) => set({ strokes })} canvas={drawing} />
            </Suspense>
          </fieldset>
        </>
      )}
    </FormPage>
  )
}

/** What was sent before; its signature has gone ahead. */
function formOf({ summary, minutes, parts }: Schemas['CompleteIn']): typeof EMPTY {
  return { ...EMPTY, summary, minutes: String(minutes ?? ''), parts: (parts ?? []).join('\n') }
}

/** A signature has a name to it, or there is none of either. */
function isSignedOrNot({ signer, strokes }: typeof EMPTY): boolean {
  return (signer.trim() === '') === (strokes.length === 0)
}

function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((done, failed) =>
    canvas.toBlob((png) => (png ? done(png) : failed(new PhotoUnreadable('signature'))), 'image/png'),
  )
}
