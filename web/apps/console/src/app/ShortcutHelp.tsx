/** What the keyboard can do. */
import { Descriptions, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Page } from './routes'

export default function ShortcutHelp({ pages, onClose }: { pages: Page[]; onClose: () => void }) {
  const { t } = useTranslation('console')
  const rows = [
    { keys: t('palette.keys'), does: t('help.palette') },
    { keys: '?', does: t('help.title') },
    { keys: 'Esc', does: t('help.close') },
    ...pages
      .filter((page) => page.shortcut)
      .map((page) => ({ keys: `g ${page.shortcut}`, does: t(page.label) })),
  ]
  return (
    <Modal open title={t('help.title')} footer={null} onCancel={onClose}>
      <Descriptions
        column={1}
        size='small'
        bordered
        items={rows.map(({ keys, does }) => ({ key: keys, label: <kbd>{keys}</kbd>, children: does }))}
      />
    </Modal>
  )
}
