/** The API's last answers, kept by person and question, for pages without network. */
import { database, type Kept } from './database'

export async function keptAnswer(person: string, question: string): Promise<Kept | undefined> {
  return (await database()).get('answers', [person, question])
}

/** Keep an answer, if there is room: what waits to be sent needs it more. */
export async function keepAnswer(person: string, question: string, kept: Kept): Promise<void> {
  const db = await database()
  await db.put('answers', kept, [person, question]).catch((failure: DOMException) => {
    if (failure.name !== 'QuotaExceededError') throw failure
  })
}

/** Forget those older than `before` (milliseconds); by default all, as at signing out. */
export async function forgetAnswers(before = Number.POSITIVE_INFINITY): Promise<void> {
  const changes = (await database()).transaction('answers', 'readwrite')
  for (let cursor = await changes.store.openCursor(); cursor; cursor = await cursor.continue())
    if (cursor.value.at < before) await cursor.delete()
  await changes.done
}
