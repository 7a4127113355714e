/** Units or residents from a spreadsheet: paste or upload, look, send; every row says what became of it. */
import { Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { PageTitle } from '../../../shared/PageTitle'
import { ImportChoice } from './ImportChoice'
import { ImportRows } from './ImportRows'
import './import.css'
import type { Words } from './send'
import { useImport } from './useImport'

export default function ImportPage() {
  const { t } = useTranslation('console')
  const words: Words = {
    noBuilding: (name) => t('places.import.no_building', { name }),
    twoBuildings: (name) => t('places.import.two_buildings', { name }),
    noUnit: (name) => t('places.import.no_unit', { name }),
    missing: () => t('places.import.missing_value'),
    relation: (word) => t('places.import.bad_relation', { word }),
    language: (word) => t('places.import.bad_language', { word }),
  }
  const running = useImport(words)
  return (
    <>
      <PageTitle
        title={t('page.import')}
        extra={
          <Link href={running.job?.kind === 'residents' ? '/residents' : '/places'}>
            <Button>{t('places.import.back')}</Button>
          </Link>
        }
      />
      {running.isLoading && <Skeleton active />}
      {!running.isLoading && !running.job && <ImportChoice onReady={running.prepare} />}
      {running.job && <ImportRows running={running} job={running.job} />}
    </>
  )
}
