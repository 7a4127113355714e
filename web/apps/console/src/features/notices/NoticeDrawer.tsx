/** The editor of a draft: what it says, of which kind, to whom, and by which ways. */
import { useMe } from '@steward/ui'
import { Checkbox, Form, type FormInstance, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormDrawer } from '../../shared/forms/FormDrawer'
import { UnitPicker } from '../places/UnitPicker'
import { saveNotice } from './api/changeNotice'
import type { Notice } from './api/notices'
import {
  bodyOf,
  CHANNELS,
  FRESH,
  KINDS,
  type NoticeValues,
  REACHES_ALL,
  usual,
  valuesOf,
} from './notice-form'
import { WindowFields, WordsFields } from './WordsFields'

interface Shown {
  /** Null: a new one. */
  notice: Notice | null
  onClose: () => void
  onDone: (notice: Notice) => void
}

export function NoticeDrawer({ notice, onClose, onDone }: Shown) {
  const { t } = useTranslation('notices')
  const { t: ui } = useTranslation('ui')
  const zone = useMe().data?.tenant?.time_zone ?? 'UTC'
  return (
    <FormDrawer<NoticeValues, Notice>
      title={notice ? t('editor') : t('editor_new')}
      isOpen
      onClose={onClose}
      width={600}
      draft={`notice:${notice?.id ?? 'new'}`}
      initial={notice ? valuesOf(notice, zone) : FRESH}
      send={(values, key) => saveNotice(notice, bodyOf({ ...FRESH, ...values }, zone), key)}
      refreshes={[['notices']]}
      onDone={onDone}
      submit={ui('action.save')}
    >
      {(form) => (
        <>
          {!notice?.follows && <KindField form={form} />}
          <WordsFields />
          <WindowFields />
          {!notice?.follows && <WhoFields />}
          <Form.Item name='channels' label={t('channels')}>
            <Checkbox.Group options={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))} />
          </Form.Item>
        </>
      )}
    </FormDrawer>
  )
}

/** Another kind goes by the ways that are usual for it. */
function KindField({ form }: { form: FormInstance<NoticeValues> }) {
  const { t } = useTranslation('notices')
  const kind: NoticeValues['kind'] = Form.useWatch('kind', form) ?? 'outage'
  return (
    <Form.Item name='kind' label={t('kind_label')} extra={t(`kind_hint.${kind}`)}>
      <Radio.Group
        optionType='button'
        options={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={({ target }) => form.setFieldValue('channels', usual(target.value))}
      />
    </Form.Item>
  )
}

function WhoFields() {
  const { t } = useTranslation('notices')
  const kind: NoticeValues['kind'] = Form.useWatch('kind') ?? 'outage'
  const reachesAll = REACHES_ALL.includes(kind)
  const isCompany = Form.useWatch('is_company')
  return (
    <>
      <Form.Item name='is_company' label={t('where')}>
        <Radio.Group
          options={[
            { value: false, label: t('places') },
            { value: true, label: t('company') },
          ]}
        />
      </Form.Item>
      {!isCompany && (
        <Form.Item
          name='places'
          label={t('choose')}
          extra={t('most')}
          rules={[{ required: true, type: 'array', message: t('needed') }]}
        >
          <UnitPicker isAnyPlace />
        </Form.Item>
      )}
      {reachesAll ? (
        <p className='form-lead'>{t('payers_hint')}</p>
      ) : (
        <Form.Item name='payers' label={t('payers')}>
          <Radio.Group
            options={(['everyone', 'paid_up'] as const).map((value) => ({ value, label: t(value) }))}
          />
        </Form.Item>
      )}
    </>
  )
}
