import { api, data, type Schemas } from '@steward/api'
import { useQuery } from '@tanstack/react-query'
import type { FetchPage } from '../../../shared/table/walk'
import { whole } from '../../../shared/table/whole'

export type Rota = Schemas['RotaOut']

function listRotas(): FetchPage<Rota> {
  return ({ cursor, limit, signal }) =>
    data(api.GET('/v1/rotas', { params: { query: { cursor, limit } }, signal }))
}

/** The rotas of all departments that have one. */
export function useRotas() {
  return useQuery({ queryKey: ['rotas'], queryFn: whole(listRotas()) })
}
