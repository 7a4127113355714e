/** Narrows a list by what the API does not filter, page by page as it comes. */
import type { FetchPage } from './walk'

/** Pages of those rows that pass; goes on to the next page for as long as none does, since an empty page says nothing. */
export function sieve<Row>(fetchPage: FetchPage<Row>, passes: (row: Row) => boolean): FetchPage<Row> {
  return async (wanted) => {
    let { cursor } = wanted
    for (;;) {
      const page = await fetchPage({ ...wanted, cursor })
      const items = page.items.filter(passes)
      cursor = page.next_cursor ?? undefined
      if (items.length > 0 || !cursor) return { items, next_cursor: page.next_cursor }
    }
  }
}
