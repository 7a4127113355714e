/** What happened and what was said, as a conversation; and a line to say something. */
import { moment, useMe } from '@steward/ui'
import { Field, Loading, ProblemNotice } from '@steward/ui/phone'
import { Button, TextArea } from 'antd-mobile'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useComment } from './api/comment'
import { type Entry, useTimeline } from './api/timeline'
import type { Order } from './progress'
import { isNobodys, isWords } from './story'

export function Story({ order }: { order: Order }) {
  const { t } = useTranslation('resident')
  const { data, error, isPending, refetch } = useTimeline(order.id)
  return (
    <section className='card' aria-labelledby='story-title'>
      <h2 id='story-title'>{t('story.title')}</h2>
      {isPending && <Loading lines={3} />}
      {!data && error && <ProblemNotice failure={error} onRetry={() => void refetch()} />}
      <ol className='story'>
        {data?.map((entry) => (
          <Line key={entry.sequence} entry={entry} />
        ))}
      </ol>
      {order.status !== 'cancelled' && <Say orderId={order.id} />}
    </section>
  )
}

function Line({ entry }: { entry: Entry }) {
  const { t } = useTranslation('resident')
  const me = useMe().data?.resident
  const isMine = entry.actor.id === me?.id
  const who = isMine ? t('story.you') : entry.actor.name
  if (isWords(entry))
    return (
      <li className={isMine ? 'words mine' : 'words'}>
        <small>{[who, moment(entry.at)].join(' · ')}</small>
        <p>{entry.text}</p>
      </li>
    )
  return (
    <li className='event'>
      <What kind={entry.kind} />
      <small>{isNobodys(entry) ? moment(entry.at) : [who, moment(entry.at)].join(' · ')}</small>
      {entry.text && <p>{entry.text}</p>}
    </li>
  )
}

function What({ kind }: { kind: string }) {
  const { t } = useTranslation('ui')
  return <span>{t(`entry.${kind}` as 'entry.reported', { defaultValue: kind })}</span>
}

function Say({ orderId }: { orderId: string }) {
  const { t } = useTranslation('resident')
  const kept = `steward-words-${orderId}`
  const [text, setText] = useState(() => sessionStorage.getItem(kept) ?? '')
  const comment = useComment(orderId)
  useEffect(() => {
    if (text) sessionStorage.setItem(kept, text)
    else sessionStorage.removeItem(kept)
  }, [kept, text])
  return (
    <form
      className='say'
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim()) comment.mutate(text.trim(), { onSuccess: () => setText('') })
      }}
    >
      <Field label={t('story.say')} isUnseen>
        <TextArea
          placeholder={t('story.say')}
          value={text}
          maxLength={4000}
          autoSize={{ minRows: 1, maxRows: 6 }}
          onChange={setText}
        />
      </Field>
      <Button
        type='submit'
        color='primary'
        fill='outline'
        disabled={!text.trim()}
        loading={comment.isPending}
      >
        {t('story.send')}
      </Button>
      {comment.error && <ProblemNotice failure={comment.error} />}
    </form>
  )
}
