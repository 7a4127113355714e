/** What is typed into a form survives a reload of the page, in this tab and until it is sent. */
const PREFIX = 'steward-draft:'

// A browser may forbid storage: the form then works without drafts.
function attempt<Result>(doing: () => Result): Result | undefined {
  try {
    return doing()
  } catch {
    return undefined
  }
}

export const drafts = {
  read<Values extends object>(name: string): Partial<Values> | undefined {
    return attempt(() => {
      const kept = sessionStorage.getItem(PREFIX + name)
      return kept === null ? undefined : (JSON.parse(kept) as Partial<Values>)
    })
  },
  write(name: string, values: object): void {
    attempt(() => sessionStorage.setItem(PREFIX + name, JSON.stringify(values)))
  },
  forget(name: string): void {
    attempt(() => sessionStorage.removeItem(PREFIX + name))
  },
}
