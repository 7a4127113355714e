import { describe, expect, test } from 'vitest'
import { fromMinor, toMinor } from './minor'

describe('toMinor', () => {
  test.each([
    ['0.29', 'CNY', 29], // 0.29 * 100 is 28.999999999999996
    ['1.1', 'CNY', 110],
    ['19.99', 'CNY', 1999],
    ['4.35', 'CNY', 435], // 434.99999999999994
    ['1,234.50', 'CNY', 123450],
    ['1234.', 'CNY', 123400],
    [' 12 345.6 ', 'CNY', 1234560],
    ['12.500', 'CNY', 1250],
    ['１２３．４５', 'CNY', 12345],
    ['123。45', 'CNY', 12345],
    ['500', 'JPY', 500],
    ['1.234', 'KWD', 1234],
    ['-3.05', 'CNY', -305],
  ])('%s %s is %d', (text, currency, amount) => {
    expect(toMinor(text, currency)).toBe(amount)
  })

  test.each([
    ['', 'CNY'],
    ['abc', 'CNY'],
    ['1.234', 'CNY'],
    ['1,23', 'CNY'],
    ['12,34.5', 'CNY'],
    ['1.5', 'JPY'],
    ['1e5', 'CNY'],
    ['.5', 'CNY'],
    ['99999999999999999', 'CNY'],
  ])('refuses %s %s', (text, currency) => {
    expect(toMinor(text, currency)).toBeNull()
  })

  test('reads what fromMinor writes', () => {
    for (const currency of ['CNY', 'JPY', 'KWD'])
      for (const amount of [0, 1, 9, 10, 99, 100, 101, 28_999, 1_000_000_000_000, -1, -250])
        expect(toMinor(fromMinor(amount, currency), currency)).toBe(amount)
  })
})

test('fromMinor writes every digit of the currency', () => {
  expect(fromMinor(5, 'CNY')).toBe('0.05')
  expect(fromMinor(123450, 'CNY')).toBe('1234.50')
  expect(fromMinor(500, 'JPY')).toBe('500')
})
