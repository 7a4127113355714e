/** The steps of signing in, without a look: both the phones' page and the console's draw them. */
import { Problem, session } from '@steward/api'
import { useState } from 'react'

/** What each step asks for, and which text its button has. */
const FORMS = {
  password: { asks: ['username', 'password'], label: 'submit' },
  new_password: { asks: ['new_password'], label: 'set_password' },
  forgotten: { asks: ['username'], label: 'send_code' },
  code: { asks: ['code', 'new_password'], label: 'set_password' },
  by_code: { asks: ['username'], label: 'send_code' },
  answer: { asks: ['code'], label: 'submit' },
} as const satisfies Record<string, { asks: readonly Asked[]; label: string }>

type Asked = 'username' | 'password' | 'new_password' | 'code'
type Step = keyof typeof FORMS

/** What stands in the fields. A new password is a password. */
interface Typed {
  username: string
  password: string
  code: string
}

/** `before` is who was signed in when the session ended. */
export function useSignIn(before = '') {
  const [step, setStep] = useState<Step>('password')
  const [typed, setTyped] = useState<Typed>({ username: before, password: '', code: '' })
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [challenge, setChallenge] = useState('')
  const [username, password, code] = [typed.username.trim(), typed.password, typed.code.trim()]

  /** Secrets stay behind: the next step asks for others. */
  function goTo(next: Step): void {
    setTyped({ ...typed, password: '', code: '' })
    setFailure(null)
    setStep(next)
  }

  async function enter(): Promise<void> {
    const asked = await session.signIn(username, password)
    if (!asked) return
    setChallenge(asked.challenge)
    goTo('new_password')
  }

  const submitted: Record<Step, () => Promise<void>> = {
    password: enter,
    new_password: async () => void (await session.answerNewPassword(username, password, challenge)),
    forgotten: async () => {
      await session.forgotPassword(username)
      goTo('code')
    },
    code: async () => {
      await session.confirmForgotPassword(username, code, password)
      await enter()
    },
    by_code: async () => {
      const asked = await session.askForCode(username)
      setChallenge(asked?.challenge ?? '')
      goTo('answer')
    },
    answer: async () => {
      const again = await session.answerCode(username, code, challenge)
      if (!again) return
      setChallenge(again.challenge)
      throw new Problem(400, 'CodeMismatchException', '')
    },
  }

  return {
    step,
    /** Whether this step has such a field. */
    asks: (what: Asked) => (FORMS[step].asks as readonly Asked[]).includes(what),
    label: FORMS[step].label,
    typed,
    type: (more: Partial<Typed>) => setTyped({ ...typed, ...more }),
    isBusy,
    failure,
    /** Go on with what was typed; what goes wrong is `failure` then. */
    submit: async () => {
      setBusy(true)
      setFailure(null)
      try {
        await submitted[step]()
      } catch (raised) {
        setFailure(raised)
      } finally {
        setBusy(false)
      }
    },
    goTo,
  }
}
