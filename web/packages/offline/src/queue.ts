/** The queue: what was done and not yet sent. Written before anything is sent, deleted after the answer. */
import { idempotencyKey, session } from '@steward/api'
import { changing, database } from './database'
import { type Doing, type Item, isMove, type NewItem, type Refusal } from './item'
import { tell } from './news'

export interface Order {
  id: string
  number: string
}

/** The person whose things are sent now; null when nobody is signed in. */
export async function currentPerson(): Promise<string | null> {
  const kept = await session.current()
  return kept ? session.personOf(kept) : null
}

/**
 * Keep what the signed-in person did, with the photo if it is one. Answers its key.
 *
 * Raises StorageFull, or an Error when nobody is signed in: then nothing is kept, and the page still has it.
 */
export async function enqueue(order: Order, doing: Doing, photo?: Blob): Promise<string> {
  const person = await currentPerson()
  if (!person) throw new Error('nobody is signed in')
  const key = idempotencyKey()
  const item: NewItem = {
    ...doing,
    key,
    person,
    order_id: order.id,
    order_number: order.number,
    pressed_at: new Date().toISOString(),
    state: 'waiting',
    tries: 0,
    not_before: 0,
    problem: null,
    ticket_key: idempotencyKey(),
    upload: null,
  }
  const kept = await changing(async (change) => {
    const items = change.objectStore('items')
    const before = ((await items.index('person').getAll(person)) as Item[]).filter(isMoveOf(order.id)).at(-1)
    // A second tap, before the page has changed: the order makes each step once.
    if (before?.kind === doing.kind && before.state === 'waiting') return before.key
    await items.add(item)
    if (photo) await change.objectStore('photos').add(photo, key)
    return key
  })
  tell({ news: 'changed' })
  return kept
}

function isMoveOf(orderId: string): (item: Item) => boolean {
  return ({ order_id, kind }) => order_id === orderId && isMove(kind)
}

/** All that this person has waiting, in the order it was done. */
export async function itemsOf(person: string): Promise<Item[]> {
  const found = (await (await database()).getAllFromIndex('items', 'person', person)) as Item[]
  return found.sort((one, other) => one.seq - other.seq)
}

/** How many things of other people wait on this device for them to sign in. */
export async function countOfOthers(person: string): Promise<number> {
  const db = await database()
  return (await db.count('items')) - (await db.countFromIndex('items', 'person', person))
}

export async function photoOf(key: string): Promise<Blob | undefined> {
  return (await database()).get('photos', key)
}

/** Send it again as it is: the same key, since a refusal is not remembered by the API. */
export function retry(key: string): Promise<void> {
  return change(key, (item) => ({ ...item, ...FRESH }))
}

/** Put something else in its place, which keeps its turn: another body is another request, with a key of its own. */
export function amend(key: string, doing: Doing): Promise<void> {
  return change(key, (item) =>
    // What may be on its way already is not changed under it.
    item.state === 'refused' ? { ...item, ...FRESH, ...doing, key: idempotencyKey() } : item,
  )
}

/** Everything that waits for a moment is tried now: the network is back, or somebody pressed. */
export async function hurry(person: string): Promise<void> {
  for (const item of await itemsOf(person))
    if (item.state === 'waiting' && item.not_before > 0 && item.problem?.status !== 429)
      await change(item.key, (same) => ({ ...same, not_before: 0 }))
}

/** An item has come a step further. */
export function save(key: string, patch: Partial<Pick<Item, 'not_before' | 'upload' | 'ticket_key'>>) {
  return change(key, (item) => ({ ...item, tries: 0, problem: null, ...patch }))
}

export function refuse(key: string, problem: Refusal): Promise<void> {
  return change(key, (item) => ({ ...item, state: 'refused', problem }))
}

export function postpone(key: string, problem: Refusal, until: number): Promise<void> {
  return change(key, (item) => ({ ...item, problem, tries: item.tries + 1, not_before: until }))
}

/** It is sent, or given up by a person: gone with its photo. */
export async function remove(key: string, attachmentId?: string): Promise<void> {
  await changing(async (change) => {
    const items = change.objectStore('items')
    const item = (await items.index('key').get(key)) as Item | undefined
    if (!item) return
    await items.delete(item.seq)
    await change.objectStore('photos').delete(key)
    if (!attachmentId) return
    for (const other of (await items.index('person').getAll(item.person)) as Item[])
      if (other.kind === 'check-in' && other.body.exception?.photo === key)
        await items.put(proven(other, attachmentId))
  })
  tell({ news: 'changed' })
}

const FRESH = { state: 'waiting', tries: 0, not_before: 0, problem: null } as const

/** The check-in whose exception this photo proves. */
function proven(item: Item & { kind: 'check-in' }, attachmentId: string): Item {
  const { exception } = item.body
  return exception
    ? { ...item, body: { ...item.body, exception: { ...exception, attachment_id: attachmentId } } }
    : item
}

async function change(key: string, how: (item: Item) => Item): Promise<void> {
  await changing(async (changes) => {
    const items = changes.objectStore('items')
    const item = (await items.index('key').get(key)) as Item | undefined
    // Without it: discarded in another tab meanwhile.
    if (item) await items.put(how(item))
  })
  tell({ news: 'changed' })
}
