import { api, data, type Schemas } from '@steward/api'
import type { FetchPage } from '../../../shared/table/walk'

export type Wording = Schemas['TemplateKindOut']
export type Kind = Wording['kind']

/** All kinds at once: there are some thirty. */
export const listTemplates: FetchPage<Wording> = ({ signal }) => data(api.GET('/v1/templates', { signal }))
