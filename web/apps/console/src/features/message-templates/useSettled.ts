/** What is being typed, once it has been left alone for a moment: not every letter is worth a request. */
import { useEffect, useState } from 'react'

export function useSettled<Value>(value: Value, milliseconds: number): Value {
  const [settled, setSettled] = useState(value)
  const written = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(written) as Value), milliseconds)
    return () => clearTimeout(timer)
  }, [written, milliseconds])
  return settled
}
