/** A box for each kind of news and each way it may come. */
import { CHANNELS, type Group } from '@steward/ui/preferences/wishes'
import { Checkbox, Form } from 'antd'
import { useTranslation } from 'react-i18next'

export function GroupFields({ groups }: { groups: readonly Group[] }) {
  const { t } = useTranslation('ui')
  const { t: own } = useTranslation('messages')
  return (
    <div className='own-groups'>
      <table aria-label={own('own.groups')}>
        <thead>
          <tr>
            <th scope='col'>{own('own.groups')}</th>
            {CHANNELS.map((channel) => (
              <th key={channel} scope='col'>
                {t(`wishes.channel.${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group}>
              <th scope='row'>{t(`wishes.group.${group}`)}</th>
              {CHANNELS.map((channel) => (
                <td key={channel}>
                  <Form.Item name={['groups', group, channel]} valuePropName='checked' noStyle>
                    <Checkbox
                      aria-label={`${t(`wishes.group.${group}`)}: ${t(`wishes.channel.${channel}`)}`}
                    />
                  </Form.Item>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
