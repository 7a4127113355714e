/** Turns a row into the API's single requests: finds its building and unit, and makes what is not there. */
import type { QueryClient } from '@tanstack/react-query'
import { admitResident } from '../api/admitResident'
import { createUnit } from '../api/createUnit'
import { buildingsQuery } from '../api/useBuildings'
import { type Unit, unitsQuery } from '../api/useUnits'
import { type Kind, languageOf, relationOf } from './read'
import { type Outcome, type Row, Unusable } from './run'

/** What is said of rows that cannot be sent. */
export interface Words {
  noBuilding: (name: string) => string
  twoBuildings: (name: string) => string
  noUnit: (name: string) => string
  missing: () => string
  relation: (word: string) => string
  language: (word: string) => string
}

const FRESH_MS = 60_000

export function sender(kind: Kind, communityId: string, client: QueryClient, words: Words) {
  function demanded(value: string | undefined): string {
    if (!value) throw new Unusable(words.missing())
    return value
  }

  async function buildingOf({ values }: Row): Promise<string> {
    const name = demanded(values.building)
    const all = await client.fetchQuery({ ...buildingsQuery(communityId), staleTime: FRESH_MS })
    const found = all.filter((one) => one.name === name)
    if (found.length > 1) throw new Unusable(words.twoBuildings(name))
    if (!found[0]) throw new Unusable(words.noBuilding(name))
    return found[0].id
  }

  async function unitOf(row: Row, buildingId: string): Promise<Unit | undefined> {
    const name = demanded(row.values.unit)
    const all = await client.fetchQuery({ ...unitsQuery(buildingId), staleTime: FRESH_MS })
    return all.find((one) => one.name === name)
  }

  async function sendUnit(row: Row): Promise<Outcome> {
    const buildingId = await buildingOf(row)
    if (await unitOf(row, buildingId)) return { state: 'there' }
    const made = await createUnit({ building_id: buildingId, name: demanded(row.values.unit) }, row.key)
    // A later row of the same name finds it without asking the API again.
    client.setQueryData(unitsQuery(buildingId).queryKey, (all) => all && [made, ...all])
    return { state: 'done' }
  }

  async function sendResident(row: Row): Promise<Outcome> {
    const { values } = row
    const unit = await unitOf(row, await buildingOf(row))
    if (!unit) throw new Unusable(words.noUnit(demanded(values.unit)))
    const relation = relationOf(values.relation)
    if (!relation) throw new Unusable(words.relation(values.relation ?? ''))
    const language = languageOf(values.language)
    if (language === null) throw new Unusable(words.language(values.language ?? ''))
    const made = await admitResident(
      {
        name: demanded(values.name),
        phone: demanded(values.phone),
        email: values.email ?? null,
        username: values.username ?? null,
        unit_ids: [unit.id],
        relation,
        language,
      },
      row.key,
    )
    return {
      state: 'done',
      sign_in_name: made.sign_in_name ?? undefined,
      temporary_password: made.temporary_password ?? undefined,
    }
  }

  return kind === 'units' ? sendUnit : sendResident
}
