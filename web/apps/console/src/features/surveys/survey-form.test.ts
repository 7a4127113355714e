import { expect, test } from 'vitest'
import { bodyOf, type SurveyValues, valuesOf } from './survey-form'

const TEMPLATE = {
  code: 'plumbing',
  name: 'Plumbing',
  questions: [{ code: 'punctuality', texts: { 'zh-CN': '是否准时？', en: 'Was it on time?' } }],
  tags: [{ code: 't2', texts: { 'zh-CN': '整洁', en: 'Tidy' } }],
  takes_text: true,
  script: null,
  version: 3,
}

test('what is opened and saved stays as it was', () => {
  const { version, ...rest } = TEMPLATE
  expect(bodyOf(valuesOf(TEMPLATE))).toEqual(rest)
})

test('a new question gets a code that no other has, and keeps the place it was given', () => {
  const values: SurveyValues = valuesOf(TEMPLATE)
  values.tags = [{ en: 'Polite' }, ...values.tags, { 'zh-CN': '快' }, {}]
  expect(bodyOf(values).tags).toEqual([
    { code: 't1', texts: { 'zh-CN': 'Polite', en: 'Polite' } },
    { code: 't2', texts: { 'zh-CN': '整洁', en: 'Tidy' } },
    { code: 't3', texts: { 'zh-CN': '快', en: '快' } },
  ])
})
