/** The steps of signing in, without a look: both the phones' page and the console's draw them. */
import { Problem, session } from '@steward/api'
import { useState } from 'react'

export type Step = 'password' | 'new_password' | 'forgotten' | 'code' | 'by_code' | 'answer'

export interface SignInSteps {
  step: Step
  isBusy: boolean
  failure: unknown
  /** Begin with a sign-in name and its password. */
  enter: (username: string, password: string) => Promise<void>
  /** Replace the temporary password. */
  choose: (password: string) => Promise<void>
  /** Ask for a code because the password is forgotten. */
  forget: (username: string) => Promise<void>
  /** Set a new password with the code, and sign in with it. */
  restore: (code: string, password: string) => Promise<void>
  /** Ask for a code to sign in with instead of a password. */
  ask: (username: string) => Promise<void>
  /** Sign in with that code. */
  answer: (code: string) => Promise<void>
  goTo: (step: Step) => void
}

export function useSignIn(): SignInSteps {
  const [step, setStep] = useState<Step>('password')
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [who, setWho] = useState({ username: '', challenge: '' })

  async function attempt(doing: () => Promise<void>): Promise<void> {
    setBusy(true)
    setFailure(null)
    try {
      await doing()
    } catch (raised) {
      setFailure(raised)
    } finally {
      setBusy(false)
    }
  }

  async function entered(username: string, password: string): Promise<void> {
    const asked = await session.signIn(username, password)
    if (!asked) return
    setWho({ username, challenge: asked.challenge })
    setStep('new_password')
  }

  return {
    step,
    isBusy,
    failure,
    enter: (username, password) => attempt(() => entered(username.trim(), password)),
    choose: (password) =>
      attempt(async () => void (await session.answerNewPassword(who.username, password, who.challenge))),
    forget: (username) =>
      attempt(async () => {
        await session.forgotPassword(username.trim())
        setWho({ username: username.trim(), challenge: '' })
        setStep('code')
      }),
    restore: (code, password) =>
      attempt(async () => {
        await session.confirmForgotPassword(who.username, code.trim(), password)
        await entered(who.username, password)
      }),
    ask: (username) =>
      attempt(async () => {
        const asked = await session.askForCode(username.trim())
        setWho({ username: username.trim(), challenge: asked?.challenge ?? '' })
        setStep('answer')
      }),
    answer: (code) =>
      attempt(async () => {
        const again = await session.answerCode(who.username, code.trim(), who.challenge)
        if (!again) return
        setWho({ ...who, challenge: again.challenge })
        throw new Problem(400, 'CodeMismatchException', '')
      }),
    goTo: (next) => {
      setFailure(null)
      setStep(next)
    },
  }
}
