import { api, data, type Schemas } from '@steward/api'

export function connectWechat(body: Schemas['WechatAccountIn']) {
  return data(api.PUT('/v1/wechat-account', { body }))
}
