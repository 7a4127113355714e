import { expect, test } from 'vitest'
import type { Category } from './api/categories'
import { reportable } from './api/categories'
import { bodyOf, dropDraft, emptyDraft, isBegun, keepDraft, keptDraft, titleOf } from './draft'

const category = {
  code: 'leak',
  name: 'Water leak',
  kind: 'repair',
  active: true,
  common_area: false,
  emergency: false,
} as Category
const lighting = { ...category, code: 'lighting', name: 'Lighting', common_area: true } as Category

function unit(id: string) {
  return {
    id,
    name: id,
    building_id: 'bd_1',
    community_id: 'cm_1',
    contact_id: null,
    resident_ids: [],
    version: 1,
  }
}

const draft = emptyDraft('lin@harbour')

test('the category is the title, and words make it a better one', () => {
  expect(titleOf(draft, category)).toBe('Water leak')
  expect(titleOf({ ...draft, words: '  under\n the sink ' }, category)).toBe('Water leak: under the sink')
  expect(titleOf({ ...draft, words: 'x'.repeat(400) }, category)).toHaveLength(200)
})

test('the only home is filled in; of several the chosen one', () => {
  expect(bodyOf(draft, category, ['un_1'], [unit('un_1')])).toMatchObject({
    unit_id: 'un_1',
    building_id: null,
  })
  expect(bodyOf(draft, category, ['un_1'], []).unit_id).toBe('un_1')
  const two = [unit('un_1'), unit('un_2')]
  const ids = ['un_1', 'un_2']
  expect(bodyOf({ ...draft, unit: 'un_2' }, category, ids, two).unit_id).toBe('un_2')
  expect(bodyOf(draft, category, ids, two).unit_id).toBeNull()
})

test('what everybody shares is reported for the building, and never for a home', () => {
  const body = bodyOf({ ...draft, isShared: true }, lighting, ['un_1'], [unit('un_1')])
  expect(body).toMatchObject({ unit_id: null, building_id: 'bd_1', community_id: 'cm_1' })
  // The choice of an earlier category does not count for one that is for homes only.
  expect(bodyOf({ ...draft, isShared: true }, category, ['un_1'], [unit('un_1')]).unit_id).toBe('un_1')
})

test('a draft with its photos is there after a reload, until it is sent', async () => {
  const written = {
    ...draft,
    category: 'leak',
    words: 'kitchen',
    photos: [{ id: 'p1', blob: new Blob(['jpeg']) }],
  }
  await keepDraft(written)
  const kept = await keptDraft('lin@harbour')
  expect(kept).toMatchObject({ words: 'kitchen', key: draft.key })
  expect(kept?.photos).toHaveLength(1)
  expect(await keptDraft('somebody@harbour')).toBeUndefined()
  await dropDraft('lin@harbour')
  expect(await keptDraft('lin@harbour')).toBeUndefined()
})

test('choosing a picture alone is no report begun', () => {
  expect(isBegun({ ...draft, category: 'leak' })).toBe(false)
  expect(isBegun({ ...draft, category: 'leak', details: 'since noon' })).toBe(true)
})

test('residents are offered what is in use and no tasks, with what is urgent last', () => {
  const offered = reportable([
    { ...category, code: 'gas', emergency: true },
    { ...category, code: 'noise', kind: 'complaint' },
    { ...category, code: 'old', active: false },
    { ...category, code: 'round', kind: 'task' },
    category,
  ])
  expect(offered.map((one) => one.code)).toEqual(['leak', 'noise', 'gas'])
})
