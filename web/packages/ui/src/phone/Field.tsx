/** A control with its name above it, and below it what to know about it. */
import type { ReactNode } from 'react'

interface Parts {
  label: string
  hint?: string
  /** The name is for those who do not see the page: it is clear enough to those who do. */
  isUnseen?: boolean
  children: ReactNode
}

export function Field({ label, hint, isUnseen = false, children }: Parts) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className='field'>
      <span className={isUnseen ? 'unseen' : undefined}>{label}</span>
      {children}
      {hint && <small className='hint'>{hint}</small>}
    </label>
  )
}
