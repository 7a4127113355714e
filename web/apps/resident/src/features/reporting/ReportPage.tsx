/** A report in half a minute: what it is, a photo, where, and off it goes. */
import { Loading } from '@steward/ui/phone'
import { useTranslation } from 'react-i18next'
import { PageHead } from '../../shared/PageHead'
import { useOutbox } from '../outbox/Outbox'
import { useCategories } from './api/categories'
import { Categories } from './Categories'
import { useDraft } from './draft'
import { ReportForm } from './ReportForm'
import './reporting.css'

export default function ReportPage({ category: code }: { category?: string }) {
  const { t } = useTranslation('resident')
  const { owner } = useOutbox()
  const [draft, change] = useDraft(owner)
  const categories = useCategories()
  const category = categories.data?.find((one) => one.code === code)
  return (
    <main className='page'>
      <PageHead title={t(category ? 'report.title' : 'home.report')} back='/' />
      {!category && (!code || categories.data) && (
        <section className='card'>
          <Categories />
        </section>
      )}
      {category && draft ? <ReportForm category={category} draft={draft} change={change} /> : null}
      {code && !categories.data && <Loading lines={6} />}
    </main>
  )
}
