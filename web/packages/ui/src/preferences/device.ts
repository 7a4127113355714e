/** What a device is called in a list of its owner's devices, by what its browser says of itself. */

/** The first that fits: a browser names those that it descends from as well. */
const BROWSERS = [
  'Edg',
  'OPR',
  'SamsungBrowser',
  'MiuiBrowser',
  'HuaweiBrowser',
  'Firefox',
  'Chrome',
  'Safari',
]
const CALLED: Record<string, string> = { Edg: 'Edge', OPR: 'Opera' }
const SYSTEMS = ['iPhone', 'iPad', 'Android', 'Windows', 'Mac OS X', 'Linux']

export function deviceName(userAgent: string): string {
  const browser = BROWSERS.find((one) => userAgent.includes(one))
  const system = SYSTEMS.find((one) => userAgent.includes(one))
  return [browser && (CALLED[browser] ?? browser), system].filter(Boolean).join(' · ') || 'Web'
}
