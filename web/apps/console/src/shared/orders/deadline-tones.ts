/** The colour of a deadline's state: dark enough on a light ground, at least 4.5 to 1. */
export const DEADLINE_TONES: Record<string, string> = {
  met: '#0d6232',
  breached: '#b3131c',
  paused: '#8a4b00',
  held: '#8a4b00',
}
