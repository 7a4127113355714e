/** What can be reported, as pictures. One tap begins the report. */
import { useMe } from '@steward/ui'
import { Loading, ProblemNotice } from '@steward/ui/phone'
import { CategoryPicture, pictureOf } from '@steward/ui/pictures'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type Category, useCategories } from './api/categories'
import './tiles.css'

interface Choice {
  /** At most so many; the rest is one tap away. */
  most?: number
}

export function Categories({ most }: Choice) {
  const { t } = useTranslation('resident')
  const { data, error, isPending, refetch } = useCategories()
  const homes = useMe().data?.resident?.unit_ids ?? []
  if (isPending) return <Loading lines={3} />
  if (!data) return <ProblemNotice failure={error} onRetry={() => void refetch()} />
  // Who has no home here can report only what everybody shares.
  const offered = homes.length > 0 ? data : data.filter((one) => one.common_area)
  const urgent = offered.filter((one) => one.emergency)
  const usual = offered.filter((one) => !one.emergency)
  const hasMore = most !== undefined && usual.length > most
  const shown = hasMore ? usual.slice(0, most - 1) : usual
  if (offered.length === 0) return <p className='empty'>{t('report.no_categories')}</p>
  return (
    <>
      <ul className='tiles'>
        {shown.map((one) => (
          <Tile key={one.code} category={one} />
        ))}
        {hasMore && (
          <li>
            <Link to='/report' className='tile'>
              <span className='tile-picture'>
                <CategoryPicture name='other' />
              </span>
              {t('home.more')}
            </Link>
          </li>
        )}
      </ul>
      {urgent.length > 0 && (
        <>
          <h2 className='urgent-title'>{t('home.urgent')}</h2>
          <ul className='tiles urgent'>
            {urgent.slice(0, most && 4).map((one) => (
              <Tile key={one.code} category={one} />
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Tile({ category }: { category: Category }) {
  return (
    <li>
      <Link to={`/report/${category.code}`} className='tile'>
        <span className='tile-picture'>
          <CategoryPicture name={pictureOf(category)} />
        </span>
        {category.name}
      </Link>
    </li>
  )
}
