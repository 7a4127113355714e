/** The usual categories in one go. */
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useCategories } from '../categories/api/useCategories'
import { StarterCategories } from '../categories/StarterCategories'
import { useDepartments } from '../people/api/useDepartments'
import '../categories/categories.css'

export default function CategoryStep() {
  const { t } = useTranslation('console')
  const departments = useDepartments()
  const categories = useCategories()
  if (!departments.data || !categories.data) return null
  return (
    <>
      <StarterCategories departments={departments.data} existing={categories.data.map((one) => one.code)} />
      <p className='form-lead'>
        <Link href='/categories/new'>{t('welcome.own_category')}</Link>
      </p>
    </>
  )
}
