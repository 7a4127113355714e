/** A labelled control, and what to know about it. */
import type { ReactNode } from 'react'

interface Parts {
  label: string
  hint?: string
  children: ReactNode
}

export function Field({ label, hint, children }: Parts) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className='field'>
      <span>{label}</span>
      {children}
      {hint && <small className='hint'>{hint}</small>}
    </label>
  )
}
