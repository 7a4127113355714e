/** Lets the signed-in through. A session that ends puts the sign-in over the page; what was typed stays below it. */
import type { ReactNode } from 'react'
import { useLive } from './live'
import { useSession } from './session'

interface Gate {
  /** Draws the sign-in; `username` is there when it is the same person again. */
  signIn: (username?: string) => ReactNode
  children: ReactNode
}

export function SessionGate({ signIn, children }: Gate) {
  const { state, username } = useSession()
  useLive(state === 'signed_in')
  if (state === 'loading') return null
  if (state === 'signed_out') return signIn()
  return (
    <>
      {/* inert: neither the keyboard nor a screen reader wanders under the sign-in. */}
      <div inert={state === 'expired'}>{children}</div>
      {state === 'expired' && (
        <div role='dialog' aria-modal='true' className='sign-in-again'>
          {signIn(username)}
        </div>
      )}
    </>
  )
}
