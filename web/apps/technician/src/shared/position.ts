/** Where this device is, as it finds out more. */
import { useEffect, useState } from 'react'

export interface Fix {
  lat: number
  lon: number
  /** Metres. */
  accuracy_m: number
  /** RFC 3339, by this device's clock. */
  captured_at: string
}

export type Position =
  | { state: 'asking'; fix: null }
  | { state: 'found'; fix: Fix }
  | { state: 'denied' | 'unavailable' | 'slow'; fix: null }

const FAILURES = { 1: 'denied', 2: 'unavailable', 3: 'slow' } as const

/** The position while it is looked at; `again` starts afresh, as after a permission was given. */
export function usePosition(): Position & { again: () => void } {
  const [position, setPosition] = useState<Position>({ state: 'asking', fix: null })
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    if (!navigator.geolocation) {
      setPosition({ state: 'unavailable', fix: null })
      return
    }
    const watch = navigator.geolocation.watchPosition(
      ({ coords }) =>
        setPosition({
          state: 'found',
          fix: {
            lat: coords.latitude,
            lon: coords.longitude,
            accuracy_m: coords.accuracy,
            captured_at: new Date().toISOString(),
          },
        }),
      // A fix that was found once stays: indoors the next one may take minutes.
      ({ code }) =>
        setPosition((before) =>
          before.fix && code !== 1 ? before : { state: FAILURES[code as 1 | 2 | 3], fix: null },
        ),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 5_000 },
    )
    return () => navigator.geolocation.clearWatch(watch)
  }, [attempt])

  function again(): void {
    setPosition({ state: 'asking', fix: null })
    setAttempt((count) => count + 1)
  }
  return { ...position, again }
}
