/** Lists come in pages; what a page of the app needs whole is read to the end of the cursor. */
export interface Page<Row> {
  items: Row[]
  next_cursor?: string | null
}

/** The most rows that the API gives at once. */
export const WHOLE_PAGE = 200

/** Every row of a list. `ask` asks for the page that a cursor names; a page may be empty and not be the last. */
export async function everyRow<Row>(
  ask: (page: { limit: number; cursor?: string }) => Promise<Page<Row>>,
): Promise<Row[]> {
  const rows: Row[] = []
  let cursor: string | undefined
  do {
    const page = await ask({ limit: WHOLE_PAGE, ...(cursor ? { cursor } : {}) })
    rows.push(...page.items)
    cursor = page.next_cursor ?? undefined
  } while (cursor)
  return rows
}
