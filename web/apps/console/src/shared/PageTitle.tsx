/** A page's heading with what narrows it (left) and what it offers (right). */
import type { ReactNode } from 'react'

export function PageTitle({
  title,
  children,
  extra,
}: {
  title: string
  children?: ReactNode
  extra?: ReactNode
}) {
  return (
    <header className='page-title'>
      <h1>{title}</h1>
      {children}
      <span className='stretch' />
      {extra}
    </header>
  )
}
