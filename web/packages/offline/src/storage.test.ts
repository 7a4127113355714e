// @vitest-environment node
import { expect, test, vi } from 'vitest'
import { after, doTheJob, JOB, ORDER, photo, server, signedIn, toTheEnd, waiting } from './testing/phone'

test('a full disk is told, and nothing half is kept', async () => {
  const app = await signedIn()
  const { StorageFull } = await import('./database')
  const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
    this: IDBObjectStore,
    ...asked
  ) {
    if (this.name === 'photos') throw new DOMException('no room', 'QuotaExceededError')
    return IDBObjectStore.prototype.put.apply(this, asked as [unknown])
  })
  await expect(app.enqueue(ORDER, after, photo())).rejects.toBeInstanceOf(StorageFull)
  full.mockRestore()
  expect(await waiting(app)).toEqual([])
})

test('a disk that fills up in the middle stops the sending and loses nothing', async () => {
  const app = await signedIn()
  await doTheJob(app)
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError')
  })
  expect((await app.replay()).outcome).toBe('full')
  full.mockRestore()
  await toTheEnd(app)
  expect(server.doneTo(ORDER.id)).toEqual(JOB)
  expect(server.photos).toHaveLength(1)
})
