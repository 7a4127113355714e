import { api, data, Problem, type Schemas } from '@steward/api'
import { useQuery } from '@tanstack/react-query'

export type WechatAccount = Schemas['WechatAccountOut']

/** The company's official account, null while there is none. */
export function useWechatAccount() {
  return useQuery({ queryKey: ['wechat-account'], queryFn: ({ signal }) => account(signal) })
}

async function account(signal: AbortSignal): Promise<WechatAccount | null> {
  try {
    return await data(api.GET('/v1/wechat-account', { signal }))
  } catch (failure) {
    if (failure instanceof Problem && failure.status === 404) return null
    throw failure
  }
}
