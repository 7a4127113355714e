/** Answers outlive the page: what was fetched is shown without network, with the time of its fetching. */
import { currentPerson, keepAnswer, keptAnswer } from '@steward/offline'
import { hashKey, type QueryClient, type QueryKey, type QueryPersister } from '@tanstack/react-query'

/** Asks what is kept first, and the API behind it; keeps what the API answers. Bound to the signed-in person. */
const persister: QueryPersister = async (fetch, context, query) => {
  const person = await currentPerson()
  if (!person) return fetch(context)
  if (query.state.data === undefined) {
    const kept = await keptAnswer(person, query.queryHash)
    if (kept) {
      // After this answer has been taken in as if it were fresh, it gets its true age, and the API is asked.
      setTimeout(() => {
        query.setState({ dataUpdatedAt: kept.at })
        void query.fetch().catch(() => undefined)
      })
      return kept.data
    }
  }
  const data = await fetch(context)
  if (data !== undefined) await keepAnswer(person, query.queryHash, { data, at: Date.now() })
  return data
}

/** Takes in what is known otherwise than by asking: shown at once, and kept like an answer. */
export function learn<Data>(
  client: QueryClient,
  queryKey: QueryKey,
  change: (before: Data | undefined) => Data,
): void {
  client.setQueryData<Data>(queryKey, change)
  void remember(hashKey(queryKey), change)
}

async function remember<Data>(question: string, change: (before: Data | undefined) => Data): Promise<void> {
  const person = await currentPerson()
  if (!person) return
  const kept = await keptAnswer(person, question)
  await keepAnswer(person, question, { data: change(kept?.data as Data | undefined), at: Date.now() })
}

export function keepAnswers(client: QueryClient): QueryClient {
  const { queries, ...others } = client.getDefaultOptions()
  client.setDefaultOptions({ ...others, queries: { ...queries, persister: persister as never } })
  return client
}
