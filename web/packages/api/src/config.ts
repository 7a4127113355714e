import { patiently } from './patience'
import { problemOf } from './problem'

/** Where things are: `/config.json`, written by the deployment, the same for all three apps. */
export interface Config {
  region: string
  user_pool_id: string
  client_id: string
  /** Cognito's address, or the path that the local server forwards to it. */
  cognito_url: string
  /** A map's tiles; without them maps show shapes on plain ground. */
  tiles: { url: string; datum: 'wgs84' | 'gcj02'; attribution: string } | null
}

async function fetched(): Promise<Config> {
  const answer = await patiently('/config.json')
  if (!answer.ok) throw await problemOf(answer)
  return answer.json()
}

let loading: Promise<Config> | undefined

/** The configuration, fetched once. Raises a Problem; the service worker keeps the last one for days without network. */
export function config(): Promise<Config> {
  loading ??= fetched().catch((failure) => {
    loading = undefined
    throw failure
  })
  return loading
}
