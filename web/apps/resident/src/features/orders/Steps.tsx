/** The way of an order as a picture: five steps, those behind it filled. */
import { CheckOutline } from 'antd-mobile-icons'
import { useTranslation } from 'react-i18next'
import { STEPS } from './progress'

interface Way {
  reached: number
  /** It stands still: on hold, or waiting for something. */
  isWaiting: boolean
}

export function Steps({ reached, isWaiting }: Way) {
  const { t } = useTranslation('resident')
  const isDone = reached === STEPS.length - 1
  return (
    <ol className={isWaiting ? 'steps waiting' : 'steps'} aria-label={t('steps.label')}>
      {STEPS.map((name, index) => {
        const state = index < reached || isDone ? 'behind' : index === reached ? 'here' : 'ahead'
        return (
          <li key={name} className={state} aria-current={index === reached ? 'step' : undefined}>
            <span className='dot' aria-hidden='true'>
              {state === 'behind' && <CheckOutline />}
            </span>
            <span className='step-name'>{t(`steps.${name}`)}</span>
          </li>
        )
      })}
    </ol>
  )
}

/** The same way in little, for a list. */
export function StepBar({ reached, isWaiting }: Way) {
  return (
    <span className={isWaiting ? 'step-bar waiting' : 'step-bar'} aria-hidden='true'>
      {STEPS.map((name, index) => (
        <i key={name} className={index <= reached ? 'behind' : ''} />
      ))}
    </span>
  )
}
