/** Every kind of message: what sets it off, which ways it takes, and where its words are the company's own. */
import { LANGUAGES } from '@steward/ui'
import { Select, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useAddress } from '../../shared/address'
import { PageTitle } from '../../shared/PageTitle'
import type { Column } from '../../shared/table/columns'
import { DataTable } from '../../shared/table/DataTable'
import { sieve } from '../../shared/table/sieve'
import { listTemplates, type Wording } from './api/listTemplates'

const GROUPS = ['work', 'progress', 'conversation', 'deadlines', 'surveys', 'reports', 'notices'] as const

export default function TemplatesPage() {
  const { t } = useTranslation('messages')
  const { t: own } = useTranslation('console')
  const { t: ui } = useTranslation('ui')
  const [, navigate] = useLocation()
  const [search, setSearch] = useAddress()
  const group = GROUPS.find((one) => one === search.get('group'))
  const words = search.get('words') === 'own' ? 'own' : undefined
  const passes = (one: Wording) => (!group || one.group === group) && (!words || one.own.length > 0)
  return (
    <DataTable
      name={own('page.templates')}
      columns={useColumns()}
      queryKey={['templates', 'list', group, words]}
      fetchPage={sieve(listTemplates, passes)}
      rowKey={(one) => one.kind}
      onOpen={(one) => navigate(`/templates/${one.kind}`)}
      empty={t('template.none')}
      head={(exporting) => (
        <PageTitle title={own('page.templates')} extra={exporting}>
          <Select
            className='filter'
            allowClear
            popupMatchSelectWidth={false}
            aria-label={t('template.group')}
            placeholder={t('template.any_group')}
            value={group}
            onChange={(chosen) => setSearch({ group: chosen })}
            options={GROUPS.map((value) => ({ value: value as string, label: ui(`wishes.group.${value}`) }))}
          />
          <Select
            className='filter'
            allowClear
            aria-label={t('template.words')}
            placeholder={t('template.any_words')}
            value={words}
            onChange={(chosen) => setSearch({ words: chosen })}
            options={[{ value: 'own', label: t('template.only_own') }]}
          />
        </PageTitle>
      )}
    />
  )
}

function useColumns(): Column<Wording>[] {
  const { t } = useTranslation('messages')
  const { t: ui } = useTranslation('ui')
  const ways = ({ stays_inside, is_sms }: Wording) => [
    t('way.inbox'),
    ...(stays_inside ? [] : [t('way.personal')]),
    ...(is_sms ? [ui('wishes.channel.sms')] : []),
  ]
  return [
    { key: 'kind', title: t('template.kind'), value: (one) => t(`kind.${one.kind}`), width: 220 },
    {
      key: 'group',
      title: t('template.group'),
      value: (one) => ui(`wishes.group.${one.group}`),
      width: 250,
    },
    {
      key: 'ways',
      title: t('template.ways'),
      value: (one) => ways(one).join(', '),
      render: (one) => ways(one).map((way) => <Tag key={way}>{way}</Tag>),
      width: 330,
    },
    ...LANGUAGES.map((language) => ({
      key: language,
      title: ui(`language.${language}`),
      value: (one: Wording) => t(one.own.includes(language) ? 'template.own' : 'template.built_in'),
      render: (one: Wording) =>
        one.own.includes(language) ? <Tag color='blue'>{t('template.own')}</Tag> : t('template.built_in'),
      width: 110,
    })),
  ]
}
