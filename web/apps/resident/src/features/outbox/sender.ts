/**
 * Sends what waits: reports in the order they were written, then their photos.
 *
 * What passes (no network, too many requests, the server's trouble, an ended session) is left waiting; what the API
 * refuses keeps its reason, stays visible, and holds up nothing else.
 */
import { type Api, alone, apiAs, Problem } from '@steward/api'
import type { Refusal, WaitingPhoto } from '../../shared/database'
import { report } from '../reporting/api/report'
import { upload } from './api/upload'
import { arrived, dropPhoto, markPhoto, refuseReport, waiting } from './kept'

/** Told how much of a photo has left the device, from 0 to 1. */
export type OnProgress = (photo: string, share: number) => void

/** Try everything once. Answers the ids of the orders that something new arrived at. */
export function sendAll(owner: string, onProgress: OnProgress): Promise<string[]> {
  // As this person and nobody else, even if another one signs in meanwhile.
  const api = apiAs(owner)
  return alone('steward-resident-outbox', async () => {
    const touched = new Set<string>()
    try {
      for (const order of await sendReports(api, owner)) touched.add(order)
      for (const order of await sendPhotos(api, owner, onProgress)) touched.add(order)
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
    }
    return [...touched]
  })
}

async function sendReports(api: Api, owner: string): Promise<string[]> {
  const orders: string[] = []
  for (const one of (await waiting(owner)).reports) {
    if (one.refusal) continue
    try {
      const order = await report(api, one.key, one.body)
      await arrived(one.key, order.id)
      orders.push(order.id)
    } catch (failure) {
      await refuseReport(one, refusalOf(failure))
    }
  }
  return orders
}

async function sendPhotos(api: Api, owner: string, onProgress: OnProgress): Promise<string[]> {
  const orders: string[] = []
  for (const photo of (await waiting(owner)).photos) {
    if (!isReady(photo)) continue
    try {
      await upload(api, photo, (share) => onProgress(photo.id, share))
      await dropPhoto(photo.id)
      orders.push(photo.order)
    } catch (failure) {
      await markPhoto(photo, refusalOf(failure))
    }
  }
  return orders
}

function isReady(photo: WaitingPhoto): photo is WaitingPhoto & { order: string } {
  return photo.order !== null && photo.refusal === null
}

/** Why it was refused for good. Raises the failure again when it passes by itself. */
function refusalOf(failure: unknown): Refusal {
  if (!(failure instanceof Problem) || failure.isPassing || failure.status === 401) throw failure
  return { code: failure.code, detail: failure.errors.map((one) => one.message).join('; ') || failure.detail }
}
