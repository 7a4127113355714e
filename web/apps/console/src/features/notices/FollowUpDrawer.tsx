/** The editor of what the people of a notice are told next; it is drafted, and sent like any other. */
import { useMe } from '@steward/ui'
import { Form, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormDrawer } from '../../shared/forms/FormDrawer'
import { followUp } from './api/changeNotice'
import type { Notice } from './api/notices'
import { type NoticeValues, valuesOf, windowOf, wordsOf } from './notice-form'
import { WindowFields, WordsFields } from './WordsFields'

type Values = Pick<NoticeValues, 'words' | 'starts_at' | 'ends_at'> & { as: 'ended' | 'corrected' }

interface Shown {
  notice: Notice
  onClose: () => void
  onDone: (notice: Notice) => void
}

export function FollowUpDrawer({ notice, onClose, onDone }: Shown) {
  const { t } = useTranslation('notices')
  const zone = useMe().data?.tenant?.time_zone ?? 'UTC'
  const { words, starts_at, ends_at } = valuesOf(notice, zone)
  return (
    <FormDrawer<Values, Notice>
      title={t('follow_title')}
      isOpen
      onClose={onClose}
      width={600}
      draft={`notice-follow:${notice.id}`}
      initial={{ as: 'ended', words, starts_at, ends_at }}
      send={(values, key) =>
        followUp(notice, { as: values.as, words: wordsOf(values.words), ...windowOf(values, zone) }, key)
      }
      refreshes={[['notices']]}
      onDone={onDone}
      submit={t('follow_save')}
    >
      <Form.Item name='as' label={t('as_label')}>
        <Radio.Group
          optionType='button'
          options={(['ended', 'corrected'] as const).map((value) => ({ value, label: t(`as.${value}`) }))}
        />
      </Form.Item>
      <WordsFields />
      <WindowFields />
    </FormDrawer>
  )
}
