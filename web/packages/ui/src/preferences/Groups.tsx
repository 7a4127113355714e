/** A box for each kind of news and each way it may come. */
import { useTranslation } from 'react-i18next'
import type { Preferences, Wishes } from './api'
import { allowing, CHANNELS } from './wishes'

interface Part {
  known: Preferences
  wishes: Required<Wishes>
  onChange: (wishes: Required<Wishes>) => void
}

export function Groups({ known, wishes, onChange }: Part) {
  const { t } = useTranslation('ui')
  return known.groups.map(({ group }) => (
    <fieldset key={group}>
      <legend>{t(`wishes.group.${group}`)}</legend>
      <div className='ways'>
        {CHANNELS.map((channel) => (
          <label key={channel}>
            <input
              type='checkbox'
              checked={wishes.groups[group]?.[channel] ?? true}
              onChange={({ target }) => onChange(allowing(wishes, group, channel, target.checked))}
            />
            <span>{t(`wishes.channel.${channel}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  ))
}
