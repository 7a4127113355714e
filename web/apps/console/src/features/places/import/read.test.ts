import { describe, expect, test } from 'vitest'
import { decoded, languageOf, read, relationOf } from './read'

describe('read', () => {
  test('takes what is pasted from a spreadsheet, with Chinese heads', () => {
    const sheet = read('楼栋\t房号\n3号楼\t1201\n\n3号楼\t1202\n', 'units')
    expect(sheet).toEqual({
      lines: [
        { line: 2, values: { building: '3号楼', unit: '1201' } },
        { line: 4, values: { building: '3号楼', unit: '1202' } },
      ],
      missing: [],
      unknown: [],
    })
  })

  test('takes a quoted file, in whatever order its columns stand', () => {
    const text = '\uFEFFPhone,Name,Unit,Building\r\n"+86 138-0013 8000","Li, Wei",1201,"B ""3"""\r\n'
    expect(read(text, 'residents').lines).toEqual([
      { line: 2, values: { phone: '+8613800138000', name: 'Li, Wei', unit: '1201', building: 'B "3"' } },
    ])
  })

  test('says which columns are missing, and which it leaves out', () => {
    expect(read('Unit;Colour\n1;red', 'residents')).toMatchObject({
      missing: ['building', 'name', 'phone'],
      unknown: ['Colour'],
    })
  })

  test('nothing is nothing', () => {
    expect(read(' \n', 'units').lines).toEqual([])
  })
})

test('a file of Excel in China is read, and one in UTF-8', () => {
  expect(decoded(new Uint8Array([0xc2, 0xa5, 0xb6, 0xb0]).buffer)).toBe('楼栋')
  expect(decoded(new TextEncoder().encode('楼栋').buffer as ArrayBuffer)).toBe('楼栋')
})

test('relations and languages are understood in both languages, and nothing is guessed', () => {
  expect([relationOf(undefined), relationOf('租户'), relationOf('Owner'), relationOf('cat')]).toEqual([
    'owner',
    'renter',
    'owner',
    null,
  ])
  expect([languageOf(undefined), languageOf('英文'), languageOf('zh-CN'), languageOf('fr')]).toEqual([
    undefined,
    'en',
    'zh-CN',
    null,
  ])
})
