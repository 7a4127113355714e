/** Has a file made of what is shown, and leads to where it will be. */
import { DownloadOutlined } from '@ant-design/icons'
import type { Schemas } from '@steward/api'
import { useProblemText } from '@steward/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Dropdown, Popover } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useDecision } from '../../shared/forms/decision'
import { useCan } from '../../shared/rights'
import { requestExport } from './api/requestExport'

export function ExportMenu({ wish }: { wish: Pick<Schemas['ExportIn'], 'kind' | 'filters'> }) {
  const { t } = useTranslation('figures')
  const [, navigate] = useLocation()
  const client = useQueryClient()
  const say = useProblemText()
  const key = useDecision()
  const can = useCan()
  const asking = useMutation({
    mutationFn: (format: 'csv' | 'xlsx') => {
      const body = { ...wish, format }
      return requestExport(body, key.keyFor(body))
    },
    onSuccess: () => {
      key.settle()
      void client.invalidateQueries({ queryKey: ['exports'] })
      navigate('/reports?tab=files')
    },
  })
  if (!can('export.request')) return null
  return (
    <Popover
      open={asking.isError}
      content={<span role='alert'>{asking.isError && say(asking.error)}</span>}
      placement='bottomRight'
    >
      <Dropdown
        trigger={['click']}
        menu={{
          items: (['xlsx', 'csv'] as const).map((one) => ({ key: one, label: t(`export.as.${one}`) })),
          onClick: ({ key: format }) => asking.mutate(format as 'csv'),
        }}
      >
        <Button icon={<DownloadOutlined />} loading={asking.isPending}>
          {t('export.as_file')}
        </Button>
      </Dropdown>
    </Popover>
  )
}
