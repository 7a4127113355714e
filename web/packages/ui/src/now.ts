/** The present moment, for clocks that run down on the screen. */
import { useEffect, useState } from 'react'

/** Milliseconds since the epoch, anew every `every` milliseconds. */
export function useNow(every = 15_000): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
