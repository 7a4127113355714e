/** Cognito's user API as plain requests: eight calls, where the SDK would weigh more than an app (decision 0022). */
import { config } from './config'
import { patiently } from './patience'
import { Problem } from './problem'

export interface Tokens {
  id: string
  access: string
  refresh: string
  /** Milliseconds since the epoch, by this device's clock. */
  expires_at: number
}

interface Authentication {
  AuthenticationResult?: { IdToken: string; AccessToken: string; RefreshToken?: string; ExpiresIn: number }
  ChallengeName?: string
  Session?: string
}

/** Signed in, or asked for a new password first: people are invited with a temporary one. */
export type SignIn = { tokens: Tokens } | { challenge: string }

export async function signIn(username: string, password: string): Promise<SignIn> {
  return signedIn(
    await call<Authentication>('InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: username, PASSWORD: password },
    }),
  )
}

export async function answerNewPassword(
  username: string,
  password: string,
  challenge: string,
): Promise<SignIn> {
  return signedIn(
    await call<Authentication>('RespondToAuthChallenge', {
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      ChallengeResponses: { USERNAME: username, NEW_PASSWORD: password },
      Session: challenge,
    }),
  )
}

/** Have a code sent for one sign-in, to the telephone or by mail. */
export async function askForCode(username: string): Promise<SignIn> {
  const asked = { AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME: username } }
  return signedIn(await call<Authentication>('InitiateAuth', asked))
}

/** Sign in by the code. A wrong one is answered by another challenge, a few times. */
export async function answerCode(username: string, code: string, challenge: string): Promise<SignIn> {
  return signedIn(
    await call<Authentication>('RespondToAuthChallenge', {
      ChallengeName: 'CUSTOM_CHALLENGE',
      ChallengeResponses: { USERNAME: username, ANSWER: code },
      Session: challenge,
    }),
  )
}

/** New tokens for a refresh token. Raises a Problem with code `NotAuthorizedException` once it is revoked or too old. */
export async function refresh(token: string): Promise<Tokens> {
  const answer = signedIn(
    await call<Authentication>('InitiateAuth', {
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: token },
    }),
    token,
  )
  if ('tokens' in answer) return answer.tokens
  throw new Problem(400, 'NotAuthorizedException', '')
}

export async function changePassword(access: string, previous: string, proposed: string): Promise<void> {
  await call('ChangePassword', {
    AccessToken: access,
    PreviousPassword: previous,
    ProposedPassword: proposed,
  })
}

export async function forgotPassword(username: string): Promise<void> {
  await call('ForgotPassword', { Username: username })
}

export async function confirmForgotPassword(username: string, code: string, password: string): Promise<void> {
  await call('ConfirmForgotPassword', { Username: username, ConfirmationCode: code, Password: password })
}

/** Ends this device's session; `everywhere` ends those of all devices. */
export async function revoke(tokens: Tokens, everywhere: boolean): Promise<void> {
  if (everywhere) await call('GlobalSignOut', { AccessToken: tokens.access })
  else await call('RevokeToken', { Token: tokens.refresh })
}

function signedIn(answer: Authentication, refreshToken = ''): SignIn {
  const result = answer.AuthenticationResult
  if (!result) return { challenge: answer.Session ?? '' }
  return {
    tokens: {
      id: result.IdToken,
      access: result.AccessToken,
      refresh: result.RefreshToken ?? refreshToken,
      expires_at: Date.now() + result.ExpiresIn * 1000,
    },
  }
}

async function call<Answer>(operation: string, body: Record<string, unknown>): Promise<Answer> {
  const { cognito_url, client_id } = await config()
  const answer = await patiently(cognito_url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    // These two know the session by its token, and refuse a client's id.
    body: JSON.stringify(
      ['ChangePassword', 'GlobalSignOut'].includes(operation) ? body : { ClientId: client_id, ...body },
    ),
  })
  const told = await answer.json().catch(() => ({}))
  if (answer.ok) return told as Answer
  const code =
    String(told.__type ?? '')
      .split('#')
      .pop() || `http_${answer.status}`
  throw new Problem(answer.status, code, '')
}
