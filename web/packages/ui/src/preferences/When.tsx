/** Quiet hours, and whether minor news comes once a day. */
import { useTranslation } from 'react-i18next'
import type { Wishes } from './api'

/** What is offered to who has none yet. */
const NIGHT = { starts: '22:00', ends: '07:00' }
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

interface Part {
  wishes: Required<Wishes>
  onChange: (wishes: Required<Wishes>) => void
}

export function When({ wishes, onChange }: Part) {
  const { t } = useTranslation('ui')
  const { quiet_hours: quiet, digest } = wishes
  return (
    <fieldset>
      <legend>{t('wishes.when')}</legend>
      <label className='switch'>
        <input
          type='checkbox'
          checked={quiet !== null}
          onChange={({ target }) => onChange({ ...wishes, quiet_hours: target.checked ? NIGHT : null })}
        />
        <span>{t('wishes.quiet')}</span>
      </label>
      {quiet && (
        <div className='span'>
          <label>
            <span>{t('wishes.from')}</span>
            <input
              type='time'
              required
              value={quiet.starts}
              onChange={({ target }) =>
                onChange({ ...wishes, quiet_hours: { ...quiet, starts: target.value } })
              }
            />
          </label>
          <label>
            <span>{t('wishes.to')}</span>
            <input
              type='time'
              required
              value={quiet.ends}
              onChange={({ target }) =>
                onChange({ ...wishes, quiet_hours: { ...quiet, ends: target.value } })
              }
            />
          </label>
        </div>
      )}
      <p className='hint'>{t('wishes.quiet_hint')}</p>
      <label className='switch'>
        <input
          type='checkbox'
          checked={digest?.on ?? false}
          onChange={({ target }) =>
            onChange({ ...wishes, digest: { hour: digest?.hour ?? 17, on: target.checked } })
          }
        />
        <span>{t('wishes.digest')}</span>
      </label>
      {digest?.on && (
        <label className='span'>
          <span>{t('wishes.at')}</span>
          <select
            value={digest.hour}
            onChange={({ target }) =>
              onChange({ ...wishes, digest: { on: true, hour: Number(target.value) } })
            }
          >
            {HOURS.map((hour) => (
              <option key={hour} value={hour}>
                {`${String(hour).padStart(2, '0')}:00`}
              </option>
            ))}
          </select>
        </label>
      )}
      <p className='hint'>{t('wishes.digest_hint')}</p>
    </fieldset>
  )
}
