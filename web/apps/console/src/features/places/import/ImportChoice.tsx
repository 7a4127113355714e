/** What to import, where to, and from which rows: they are read as they are typed or pasted. */
import { UploadOutlined } from '@ant-design/icons'
import { Alert, Button, Empty, Form, Input, Radio, Select, Typography, Upload } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { drafts } from '../../../shared/forms/draft'
import { save } from '../../../shared/table/csv'
import { useCommunities } from '../api/useCommunities'
import { decoded, FIELDS, type Kind, type Line, read, type Sheet } from './read'

const DRAFT = 'import'

interface Typed {
  kind: Kind
  text: string
}

interface Shown {
  onReady: (kind: Kind, communityId: string, lines: readonly Line[]) => Promise<void>
}

export function ImportChoice({ onReady }: Shown) {
  const { t } = useTranslation('console')
  const communities = useCommunities()
  const [typed, setTyped] = useState<Typed>(() => ({ kind: 'units', text: '', ...drafts.read<Typed>(DRAFT) }))
  const [chosen, setChosen] = useState<string>()
  const sheet = useMemo(() => read(typed.text, typed.kind), [typed])
  const communityId = chosen ?? communities.data?.[0]?.id
  const isReady = sheet.lines.length > 0 && sheet.missing.length === 0 && communityId !== undefined

  function type(change: Partial<Typed>): void {
    const next = { ...typed, ...change }
    drafts.write(DRAFT, next)
    setTyped(next)
  }

  async function finish(): Promise<void> {
    if (!communityId) return
    await onReady(typed.kind, communityId, sheet.lines)
    drafts.forget(DRAFT)
  }

  if (communities.data?.length === 0)
    return (
      <Empty description={t('places.none')}>
        <Link href='/places'>{t('page.places')}</Link>
      </Empty>
    )
  return (
    <Form layout='vertical' className='import-choice' onFinish={finish}>
      <Form.Item label={t('places.import.what')}>
        <Radio.Group
          optionType='button'
          value={typed.kind}
          onChange={({ target }) => type({ kind: target.value as Kind })}
          options={(['units', 'residents'] as const).map((value) => ({ value, label: t(`places.${value}`) }))}
        />
      </Form.Item>
      <Form.Item label={t('places.import.where')} htmlFor='import-community'>
        <Select
          id='import-community'
          value={communityId}
          onChange={setChosen}
          loading={communities.isPending}
          options={communities.data?.map((one) => ({ value: one.id, label: one.name }))}
        />
      </Form.Item>
      <RowsField typed={typed} onType={(text) => type({ text })} />
      {typed.text.trim() !== '' && <SheetNotice sheet={sheet} />}
      <Button type='primary' htmlType='submit' disabled={!isReady}>
        {t('places.import.check', { count: sheet.lines.length })}
      </Button>
    </Form>
  )
}

function RowsField({ typed, onType }: { typed: Typed; onType: (text: string) => void }) {
  const { t } = useTranslation('console')
  const { needed, others } = FIELDS[typed.kind]
  const heads = [...needed, ...others].map((field) => t(`places.import.head.${field}`))
  return (
    <>
      <Form.Item
        label={t('places.import.rows')}
        htmlFor='import-rows'
        extra={t('places.import.rows_hint', { heads: heads.join(', ') })}
      >
        <Input.TextArea
          id='import-rows'
          className='import-text'
          rows={10}
          value={typed.text}
          placeholder={[heads.join('\t'), t(`places.import.example.${typed.kind}`)].join('\n')}
          onChange={(event) => onType(event.target.value)}
        />
      </Form.Item>
      <div className='import-file'>
        <Upload
          accept='.csv,.tsv,.txt,text/csv'
          showUploadList={false}
          beforeUpload={async (file) => {
            onType(decoded(await file.arrayBuffer()))
            return Upload.LIST_IGNORE
          }}
        >
          <Button icon={<UploadOutlined />}>{t('places.import.file')}</Button>
        </Upload>
        <Button type='link' onClick={() => save(`${typed.kind}.csv`, `\uFEFF${heads.join(',')}\r\n`)}>
          {t('places.import.template')}
        </Button>
      </div>
    </>
  )
}

function SheetNotice({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation('console')
  const missing = sheet.missing.map((field) => t(`places.import.head.${field}`)).join(', ')
  return (
    <div aria-live='polite'>
      {missing !== '' && (
        <Alert
          className='form-notice'
          type='warning'
          showIcon
          title={t('places.import.missing', { fields: missing })}
        />
      )}
      {sheet.unknown.length > 0 && (
        <Typography.Paragraph type='secondary'>
          {t('places.import.unknown', { heads: sheet.unknown.join(', ') })}
        </Typography.Paragraph>
      )}
    </div>
  )
}
