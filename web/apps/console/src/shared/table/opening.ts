import type { KeyboardEvent } from 'react'

/** What makes a table's row open something, by mouse and by keyboard. */
export function opening(open: () => void) {
  return {
    tabIndex: 0,
    className: 'opens',
    onClick: open,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter' && event.target === event.currentTarget) open()
    },
  }
}
