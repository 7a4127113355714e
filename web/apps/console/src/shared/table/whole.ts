/** A list that pages need as a whole, since there are at most some hundreds: departments, members, buildings. */
import { type FetchPage, walk } from './walk'

/** A query function that walks the list to its end. */
export function whole<Row>(fetchPage: FetchPage<Row>): (asked: { signal: AbortSignal }) => Promise<Row[]> {
  return ({ signal }) => walk(fetchPage, () => {}, signal)
}
