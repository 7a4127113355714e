import type { ReactNode } from 'react'

/** A control with its name above it. */
export function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className='field'>
      <span>{label}</span>
      {children}
    </label>
  )
}
