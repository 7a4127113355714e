/** What was typed into a form, kept for as long as the tab lives: a reload or a crash of the page loses nothing. */
import { useEffect, useState } from 'react'

export function useDraft<Form extends object>(name: string, empty: Form) {
  const [form, setForm] = useState<Form>(() => ({ ...empty, ...stored<Form>(name) }))
  useEffect(() => store(name, form), [name, form])
  return {
    form,
    set: (patch: Partial<Form>) => setForm((before) => ({ ...before, ...patch })),
    forget: () => sessionStorage.removeItem(name),
  }
}

function stored<Form>(name: string): Partial<Form> {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? '{}')
  } catch {
    return {}
  }
}

function store(name: string, form: object): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(form))
  } catch {
    // No room or not allowed: the form itself still has it.
  }
}
