/** The rows of an import with what became of each, how far it is, and how to go on. */
import { Alert, Progress, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../../../shared/ProblemNotice'
import '../../../shared/forms/forms.css'
import '../../../shared/table/table.css'
import { ImportActions } from './ImportActions'
import type { Job } from './kept'
import { FIELDS } from './read'
import type { Row } from './run'
import type { Import } from './useImport'

const STATES = ['waiting', 'done', 'there', 'refused'] as const
const COLOURS = { waiting: 'default', done: 'green', there: 'blue', refused: 'red' } as const

export function ImportRows({ running, job }: { running: Import; job: Job }) {
  const { t } = useTranslation('console')
  const { rows } = running
  const count = (state: Row['state']) => rows.filter((one) => one.state === state).length
  const [waiting, refused] = [count('waiting'), count('refused')]
  const percent = rows.length === 0 ? 100 : Math.floor((100 * (rows.length - waiting)) / rows.length)
  const fields = [...FIELDS[job.kind].needed, ...FIELDS[job.kind].others]
  return (
    <>
      <section aria-live='polite' className='import-progress'>
        <Progress
          percent={percent}
          status={running.isRunning ? 'active' : 'normal'}
          aria-label={t('places.import.progress')}
        />
        <p>{t('places.import.summary', { done: count('done'), there: count('there'), refused, waiting })}</p>
      </section>
      {running.failure !== null && (
        <ProblemNotice failure={running.failure} onRetry={() => void running.start()} />
      )}
      {rows.some((row) => row.temporary_password) && (
        <Alert className='form-notice' type='warning' showIcon title={t('places.import.passwords')} />
      )}
      <ImportActions running={running} job={job} waiting={waiting} refused={refused} />
      <Table<Row>
        aria-label={t('places.import.rows')}
        size='small'
        rowKey='line'
        dataSource={rows}
        pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: t('places.import.line'), dataIndex: 'line', width: 70 },
          {
            title: t('places.import.state.label'),
            filters: STATES.map((value) => ({ value, text: t(`places.import.state.${value}`) })),
            onFilter: (value, row) => row.state === value,
            render: (_, row) => (
              <>
                <Tag color={COLOURS[row.state]}>{t(`places.import.state.${row.state}`)}</Tag> {row.reason}
              </>
            ),
          },
          ...fields.map((field) => ({
            title: t(`places.import.head.${field}`),
            render: (_: unknown, row: Row) => row.values[field],
          })),
        ]}
      />
    </>
  )
}
