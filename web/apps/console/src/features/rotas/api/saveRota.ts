import { api, data, type Schemas } from '@steward/api'
import type { Rota } from './useRotas'

/** Makes a department's rota, or changes it. Raises a Problem 412 when it has another version by now. */
export function saveRota(rota: Rota | null, body: Schemas['RotaIn'], key: string): Promise<Rota> {
  if (!rota) return data(api.POST('/v1/rotas', { params: { header: { 'Idempotency-Key': key } }, body }))
  const { department_id, ...changes } = body
  const params = { path: { rota_id: department_id }, header: { 'If-Match': `"${rota.version}"` } }
  return data(api.PATCH('/v1/rotas/{rota_id}', { params, body: changes }))
}
