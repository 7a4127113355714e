import type { ReactNode } from 'react'

interface Named {
  label: string
  /** The name is for those who do not see the page: it is clear enough to those who do. */
  isUnseen?: boolean
  children: ReactNode
}

/** A control with its name above it. */
export function Field({ label, isUnseen = false, children }: Named) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className='field'>
      <span className={isUnseen ? 'unseen' : undefined}>{label}</span>
      {children}
    </label>
  )
}
