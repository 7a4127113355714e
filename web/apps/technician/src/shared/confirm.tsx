/** Asks before something that cannot be taken back. */
import { Dialog } from 'antd-mobile'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Question {
  text: string
  /** What the button says that does it. */
  yes: string
  act: () => Promise<void>
}

/** The dialog, to be put into the page, and how to ask. Drawn in the page: `Dialog.confirm` draws nothing in React 19. */
export function useConfirm(): { dialog: ReactNode; ask: (question: Question) => void } {
  const { t } = useTranslation('ui')
  const [question, setQuestion] = useState<Question | null>(null)
  const [isOpen, setOpen] = useState(false)

  function ask(next: Question): void {
    setQuestion(next)
    setOpen(true)
  }

  const dialog = (
    <Dialog
      visible={isOpen}
      content={question?.text}
      onClose={() => setOpen(false)}
      closeOnAction
      closeOnMaskClick
      actions={[
        [
          { key: 'no', text: t('action.cancel') },
          { key: 'yes', text: question?.yes ?? '', danger: true, onClick: question?.act },
        ],
      ]}
    />
  )
  return { dialog, ask }
}
