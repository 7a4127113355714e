/** Messages on this device while the app is closed: on, off, or why that is not possible here. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd-mobile'
import { useTranslation } from 'react-i18next'
import { day, dayOf } from '../format'
import { ProblemNotice } from '../phone'
import { useAddresses, useTurnOff, useTurnOn } from './api'
import { ability, ownId, PushUnreachable } from './browser'
import { deviceName } from './device'

export function Push() {
  const { t } = useTranslation('ui')
  const addresses = useAddresses()
  const listed = addresses.data
  const here = useQuery({
    queryKey: ['push', listed],
    // Neither asks the network.
    queryFn: async () => ({ can: await ability(), id: await ownId() }),
    retry: false,
  }).data
  const on = useTurnOn(deviceName(navigator.userAgent))
  const off = useTurnOff()
  const browsers = listed?.endpoints.filter((one) => one.kind === 'web_push') ?? []
  const own = browsers.find((one) => one.id === here?.id)
  return (
    <section className='wishes'>
      <h2>{t('push.title')}</h2>
      {own && <p role='status'>{t('push.on')}</p>}
      {here && !own && here.can !== 'able' && <p>{t(`push.${here.can}`)}</p>}
      {here?.can === 'able' && !own && (
        <>
          <p>{t('push.off')}</p>
          <Button block color='primary' fill='outline' loading={on.isPending} onClick={() => on.mutate()}>
            {t('push.turn_on')}
          </Button>
        </>
      )}
      {on.data === null && <p role='alert'>{t('push.denied')}</p>}
      {on.error instanceof PushUnreachable && <p role='alert'>{t('push.unreachable')}</p>}
      {on.error && !(on.error instanceof PushUnreachable) && <ProblemNotice failure={on.error} />}
      {browsers.length > 0 && (
        <ul className='devices'>
          {browsers.map((one) => (
            <li key={one.id}>
              <span>
                {one === own ? t('push.this', { label: one.label }) : one.label}
                <small>{day(dayOf(one.created_at))}</small>
              </span>
              <Button
                disabled={off.isPending}
                aria-label={t('push.remove', { label: one.label })}
                onClick={() => off.mutate({ id: one.id, isHere: one === own })}
              >
                {t('push.turn_off')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {off.error && <ProblemNotice failure={off.error} />}
      {listed?.faults.map((fault) => (
        <p key={fault.address} role='alert' className='problem'>
          {t('push.fault', { address: fault.address })}
        </p>
      ))}
      {addresses.error && !listed && (
        <ProblemNotice failure={addresses.error} onRetry={() => void addresses.refetch()} />
      )}
    </section>
  )
}
