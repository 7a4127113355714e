/** What waits to be sent: one thing that one person did to one order, and the rules of which waits for which. */
import type { Schemas } from '@steward/api'

/** What each thing carries besides its order. Photos lie beside their item, in a store of their own. */
interface Bodies {
  take: null
  accept: null
  decline: Schemas['DeclineIn']
  'check-in': CheckIn
  pause: Schemas['PauseIn']
  resume: null
  complete: Schemas['CompleteIn']
  comments: Schemas['CommentIn']
  progress: Schemas['ProgressIn']
  collaborators: Schemas['CollaboratorIn']
  photo: Photo
}

export type Kind = keyof Bodies

/** A check-in; the photo of its exception may itself still wait: then `photo` is that item's key. */
export interface CheckIn {
  position: Schemas['PositionIn']
  captured_at: string
  exception: { reason: string; photo: string; attachment_id: string | null } | null
}

export interface Photo {
  role: Schemas['UploadIn']['role']
}

/** What somebody does. */
export type Doing = { [K in Kind]: { kind: K; body: Bodies[K] } }[Kind]

/** Why the API refused it. */
export interface Refusal {
  status: number
  code: string
  /** In the language it was asked in; empty when there are no words. */
  detail: string
  /** What else was said, such as `distance_m`. */
  extra: Record<string, unknown>
}

/** How far a photo has come: the ticket is there, and whether the bucket has the file. */
export interface Progress {
  id: string
  url: string
  fields: Record<string, string>
  arrival: 'no' | 'unsure' | 'yes'
  /** How often the API was asked whether it is verified. */
  looks: number
}

interface Waiting {
  /** Counted up by the database: the order in which things were done. */
  seq: number
  /** Made at the press: names the item, and is its idempotency key. */
  key: string
  /** Whose deed it is (`session.personOf`): never sent as somebody else. */
  person: string
  order_id: string
  /** The order as people call it, for a list that has nothing else. */
  order_number: string
  /** This device's time of the press, RFC 3339. */
  pressed_at: string
  state: 'waiting' | 'refused'
  tries: number
  /** Not to be sent before this moment of the device's clock, in milliseconds. */
  not_before: number
  /** What went wrong last; stays until it is sent, tried again by hand or discarded. */
  problem: Refusal | null
  /** Photos only: the idempotency key of the present ticket, and what came of it. */
  ticket_key: string
  upload: Progress | null
}

export type Item = Waiting & Doing
export type NewItem = Omit<Waiting, 'seq'> & Doing

const WORDS: readonly Kind[] = ['comments', 'collaborators']
/** What changes no state, and may be done any number of times. */
const REPEATED: readonly Kind[] = [...WORDS, 'photo', 'progress']

/** Whether it changes the state of its order, once. */
export function isMove(kind: Kind): boolean {
  return !REPEATED.includes(kind)
}

/** A moment later than this from now was not set by us: the device's clock was put back. */
const FARTHEST_MS = 3_600_000

/** The first of one person's items that may be sent now. */
export function nextReady(items: Item[], now: number): Item | undefined {
  const stuck = stuckIn(items)
  const going = inTurn(items).filter((item) => !stuck.has(item))
  return going.find(
    (item, index) => isDue(item, now) && !going.slice(0, index).some((earlier) => goesBefore(earlier, item)),
  )
}

/**
 * The items in the order in which they are to be sent: that of the presses, but for what was added to a thing that had
 * been refused. The photo of an exception goes before its check-in, and all photos of an order before its completion.
 */
export function inTurn(items: Item[]): Item[] {
  const turns = new Map(items.map((item) => [item, turn(item, items)]))
  return items.toSorted((one, other) => (turns.get(one) ?? 0) - (turns.get(other) ?? 0))
}

function turn(item: Item, items: Item[]): number {
  const own = items.filter((other) => other.order_id === item.order_id)
  if (item.kind === 'complete')
    return Math.max(item.seq, ...own.filter(({ kind }) => kind === 'photo').map(({ seq }) => seq + 0.5))
  const proven = own.find((other) => other.kind === 'check-in' && other.body.exception?.photo === item.key)
  return proven ? Math.min(item.seq, proven.seq - 0.5) : item.seq
}

function isDue(item: Item, now: number): boolean {
  return item.not_before <= now || item.not_before > now + FARTHEST_MS
}

/** What waits for a person's decision: the refused, and whatever builds upon them. */
export function stuckIn(items: Item[]): Set<Item> {
  const stuck = new Set<Item>()
  for (const item of inTurn(items))
    if (item.state === 'refused' || [...stuck].some((earlier) => isFoundation(earlier, item))) stuck.add(item)
  return stuck
}

/** Whether `earlier` has its turn before `later`: all of an order goes in the order of the presses. */
function goesBefore(earlier: Item, later: Item): boolean {
  // Photos need not wait for one another's check.
  return earlier.order_id === later.order_id && !(earlier.kind === 'photo' && later.kind === 'photo')
}

/** Whether `later` makes no sense as long as `earlier` is not done. */
function isFoundation(earlier: Item, later: Item): boolean {
  if (earlier.order_id !== later.order_id) return false
  if (WORDS.includes(earlier.kind) || WORDS.includes(later.kind)) return false
  // A report needs the order to be taken on; nothing needs the report.
  if (earlier.kind === 'progress') return false
  if (earlier.kind !== 'photo') return true
  if (later.kind === 'complete') return earlier.body.role !== 'before'
  return later.kind === 'check-in' && later.body.exception?.photo === earlier.key
}
