/** The requests behind the page of one's messages. */
import { api, data, idempotencyKey, type Schemas } from '@steward/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Subscribed, subscribed, unsubscribe } from './browser'

export type Preferences = Schemas['PreferencesOut']
/** The API takes all of it at once: what is left out goes back to the default. */
export type Wishes = Schemas['PreferencesIn']

const ADDRESSES = ['addresses']

export function usePreferences() {
  return useQuery({
    queryKey: ['preferences'],
    queryFn: () => data(api.GET('/v1/me/preferences')),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function useSavePreferences() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Wishes) => data(api.PUT('/v1/me/preferences', { body })),
    onSuccess: (saved) => client.setQueryData(['preferences'], saved),
  })
}

/** The browsers that messages go to, and what is known against the person's addresses. */
export function useAddresses() {
  return useQuery({ queryKey: ADDRESSES, queryFn: () => data(api.GET('/v1/me/endpoints')) })
}

/** Subscribes this browser and tells the API; `label` is how the person finds it again in the list. */
export function useTurnOn(label: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      const { public_key } = await data(api.GET('/v1/me/endpoints/key'))
      return subscribed(public_key, (browser) => register(browser, label))
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ADDRESSES }),
  })
}

async function register(browser: Subscribed, label: string): Promise<string> {
  const header = { 'Idempotency-Key': idempotencyKey() }
  const { id } = await data(api.POST('/v1/me/endpoints', { params: { header }, body: { ...browser, label } }))
  return id
}

/** Takes a browser off the list; this one is unsubscribed as well. */
export function useTurnOff() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ id, isHere }: { id: string; isHere: boolean }) => {
      const params = { path: { endpoint_id: id } }
      await data(api.DELETE('/v1/me/endpoints/{endpoint_id}', { params }))
      if (isHere) await unsubscribe()
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ADDRESSES }),
  })
}
