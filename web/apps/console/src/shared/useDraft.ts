/** What somebody is typing, kept for this tab: a reload, or a session that ends, loses nothing. */
import { useState } from 'react'

const PREFIX = 'steward-draft-'

export function useDraft<Value>(name: string, initial: Value): [Value, (value: Value) => void] {
  const [value, setValue] = useState<Value>(() => {
    const kept = sessionStorage.getItem(PREFIX + name)
    return kept === null ? initial : (JSON.parse(kept) as Value)
  })
  return [
    value,
    (next) => {
      setValue(next)
      if (next === initial) sessionStorage.removeItem(PREFIX + name)
      else sessionStorage.setItem(PREFIX + name, JSON.stringify(next))
    },
  ]
}
