/** Keys for those who live here: `g` and a letter leads to a page, Ctrl-K opens the palette, `?` says what there is. */
import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Page } from './routes'

/** How long after `g` the letter may come. */
const CHORD_MS = 1500

type Shown = 'palette' | 'help' | null

export function useShortcuts(pages: Page[]) {
  const [shown, setShown] = useState<Shown>(null)
  const [, navigate] = useLocation()
  const begun = useRef(Number.NEGATIVE_INFINITY)

  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const isCommand = event.ctrlKey || event.metaKey
      if (isCommand && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setShown('palette')
      } else if (!isCommand && !event.altKey && !isTyping(event)) onLetter(event)
    }

    function onLetter(event: KeyboardEvent): void {
      if (event.key === '?') setShown('help')
      const page = pages.find((one) => one.shortcut === event.key)
      if (page && event.timeStamp - begun.current < CHORD_MS) navigate(page.path)
      begun.current = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [pages, navigate])

  return { shown, show: setShown, hide: () => setShown(null) }
}

/** Letters that somebody writes are no commands, nor are those in an open dialog. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.target
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || !!target.closest('input, textarea, select, [role="dialog"], [inert]'))
  )
}
