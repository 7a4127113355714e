/** A form at the side of its list: the first field has the keyboard, Escape closes, what was typed is kept. */
import { Drawer } from 'antd'
import { useRef } from 'react'
import { DraftForm, type DraftFormShape } from './DraftForm'

interface Shape<Values extends object, Answer> extends DraftFormShape<Values, Answer> {
  title: string
  isOpen: boolean
  onClose: () => void
  width?: number
}

export function FormDrawer<Values extends object, Answer>(shape: Shape<Values, Answer>) {
  const body = useRef<HTMLDivElement>(null)
  function focusFirst(isOpen: boolean): void {
    if (isOpen) body.current?.querySelector<HTMLElement>('input:not([type=hidden]), textarea')?.focus()
  }
  function finish(answer: Answer): void {
    shape.onDone?.(answer)
    shape.onClose()
  }
  return (
    <Drawer
      title={shape.title}
      open={shape.isOpen}
      onClose={shape.onClose}
      afterOpenChange={focusFirst}
      size={shape.width ?? 480}
      destroyOnHidden
    >
      <div ref={body}>
        <DraftForm {...shape} onDone={finish} onCancel={shape.onClose} />
      </div>
    </Drawer>
  )
}
