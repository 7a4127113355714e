/** The form behind a picture: everything but the button is optional or already filled in. */
import { Problem } from '@steward/api'
import { useMe } from '@steward/ui'
import { Field, ProblemNotice } from '@steward/ui/phone'
import { CategoryPicture, pictureOf } from '@steward/ui/pictures'
import { Button, Input, TextArea } from 'antd-mobile'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Draft } from '../../shared/database'
import { useUnits } from '../places/api/units'
import type { Category } from './api/categories'
import { PhotoPicker } from './PhotoPicker'
import { Place } from './Place'
import { useSubmit } from './submit'
import './tiles.css'

interface Form {
  category: Category
  draft: Draft
  change: (fields: Partial<Draft> | ((before: Draft) => Partial<Draft>)) => void
}

export function ReportForm({ category, draft, change }: Form) {
  const { t } = useTranslation('resident')
  const units = useUnits()
  const homes = useMe().data?.resident?.unit_ids ?? []
  const submit = useSubmit(category, homes, units)
  const [isPreparing, setPreparing] = useState(false)
  const isPlaceMissing = homes.length > 1 && !draft.unit && !draft.isShared
  return (
    <form
      className='report'
      onSubmit={(event) => {
        event.preventDefault()
        submit.mutate({ ...draft, category: category.code })
      }}
    >
      <div className='card what'>
        <span className='tile-picture'>
          <CategoryPicture name={pictureOf(category)} />
        </span>
        <strong>{category.name}</strong>
        <Link to='/report' className='more'>
          {t('report.change')}
        </Link>
      </div>
      {category.emergency && <p className='notice danger'>{t('report.emergency')}</p>}
      <PhotoPicker
        areOriginals={category.photo_originals}
        photos={draft.photos}
        onChange={(next) => change((before) => ({ category: category.code, photos: next(before.photos) }))}
        onPreparing={setPreparing}
      />
      <Place category={category} units={units} draft={draft} change={change} />
      <div className='card fields'>
        <Field label={t('report.words')}>
          <Input
            placeholder={t('report.words_hint')}
            value={draft.words}
            maxLength={80}
            enterKeyHint='done'
            onChange={(words) => change({ category: category.code, words })}
          />
        </Field>
        <Field label={t('report.details')}>
          <TextArea
            placeholder={t('report.details_hint')}
            value={draft.details}
            maxLength={4000}
            autoSize={{ minRows: 2, maxRows: 8 }}
            onChange={(details) => change({ category: category.code, details })}
          />
        </Field>
      </div>
      {submit.error instanceof Problem && <ProblemNotice failure={submit.error} />}
      {submit.error && !(submit.error instanceof Problem) && (
        <p role='alert' className='notice danger'>
          {t('report.not_kept')}
        </p>
      )}
      <div className='send'>
        <Button
          block
          color='primary'
          size='large'
          type='submit'
          loading={submit.isPending}
          disabled={isPlaceMissing || isPreparing}
        >
          {t(isPlaceMissing ? 'report.place_first' : isPreparing ? 'report.preparing' : 'report.send')}
        </Button>
      </div>
    </form>
  )
}
