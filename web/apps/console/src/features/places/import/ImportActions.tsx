/** What can be done with an import: send, pause, try again what was refused, take the results away, clear. */
import { DownloadOutlined } from '@ant-design/icons'
import { Button, Popconfirm, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { csv, save } from '../../../shared/table/csv'
import type { Job } from './kept'
import { FIELDS } from './read'
import type { Row } from './run'
import type { Import } from './useImport'

interface Shown {
  running: Import
  job: Job
  waiting: number
  refused: number
}

export function ImportActions({ running, job, waiting, refused }: Shown) {
  const { t } = useTranslation('console')
  const { rows, isRunning } = running
  const hasPasswords = rows.some((row) => row.temporary_password)
  const hasBegun = waiting < rows.length

  function download(): void {
    const fields = [...FIELDS[job.kind].needed, ...FIELDS[job.kind].others]
    const heads = [
      t('places.import.line'),
      t('places.import.state.label'),
      t('places.import.reason'),
      ...fields.map((field) => t(`places.import.head.${field}`)),
      t('form.password.sign_in_name'),
      t('form.password.password'),
    ]
    const cells = rows.map((row: Row) => [
      row.line,
      t(`places.import.state.${row.state}`),
      row.reason,
      ...fields.map((field) => row.values[field]),
      row.sign_in_name,
      row.temporary_password,
    ])
    save(`${job.kind}-${new Date().toISOString().slice(0, 10)}.csv`, csv([heads, ...cells]))
  }

  return (
    <Space wrap className='form-notice'>
      {waiting > 0 && !isRunning && (
        <Button type='primary' onClick={() => void running.start()}>
          {t(hasBegun ? 'places.import.resume' : 'places.import.start', { count: waiting })}
        </Button>
      )}
      {isRunning && <Button onClick={running.pause}>{t('places.import.pause')}</Button>}
      {refused > 0 && !isRunning && (
        <Button onClick={() => void running.retry()}>{t('places.import.again', { count: refused })}</Button>
      )}
      <Button icon={<DownloadOutlined />} onClick={download}>
        {t('places.import.results')}
      </Button>
      <Popconfirm
        title={t(hasPasswords ? 'places.import.clear_passwords' : 'places.import.clear_text')}
        okText={t('places.import.clear')}
        onConfirm={() => void running.clear()}
      >
        <Button disabled={isRunning}>{t('places.import.clear')}</Button>
      </Popconfirm>
    </Space>
  )
}
