/**
 * The other end of `fetch`: sign-in, API and bucket with the promises that the queue relies on: a key is good for one
 * effect, a success is answered again, a refusal is not remembered; a ticket is good for one file.
 */
const API = 'http://steward.test'
const BUCKET = 'http://bucket.test/'

export interface Effect {
  who: string
  order: string
  what: string
  body: unknown
}

/** What happens to one request: it may be lost on the way there or on the way back, or be answered otherwise. */
export type Weather = (request: {
  url: string
  what: string
}) => 'lost' | 'unheard' | 'hung' | Response | null

interface Photo {
  id: string
  order_id: string
  role: string
  status: 'pending' | 'verified' | 'rejected'
}

export class Server {
  readonly effects: Effect[] = []
  readonly photos: Photo[] = []
  requests = 0
  weather: Weather = () => null
  /** What an arrived file is found to be; null: not looked at yet. */
  verdict: 'verified' | 'rejected' | null = 'verified'
  private readonly answers = new Map<string, { body: string; answer: string }>()

  readonly fetch = async (input: Request | string | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(new URL(input instanceof Request ? input.url : input, API), {
      ...(input instanceof Request ? { method: input.method, headers: input.headers } : init),
      ...(input instanceof Request && input.method === 'POST' ? { body: await input.text() } : {}),
    })
    const { pathname } = new URL(request.url)
    if (pathname === '/config.json') return Response.json({ cognito_url: '/cognito', client_id: 'c' })
    if (pathname === '/cognito') return this.cognito(await request.json())
    this.requests += 1
    const fate = this.weather({ url: request.url, what: pathname.split('/').pop() ?? '' })
    if (fate === 'lost') throw new TypeError('network')
    if (fate instanceof Response) return fate
    const answer = request.url.startsWith(BUCKET)
      ? this.bucket(await request.formData())
      : await this.api(request)
    if (fate === 'unheard') throw new TypeError('network')
    if (fate === 'hung') return new Promise(() => undefined)
    return answer
  }

  /** What was done to an order, in the order in which the server heard of it. */
  doneTo(order: string): string[] {
    return this.effects.filter((effect) => effect.order === order).map((effect) => effect.what)
  }

  private cognito(asked: { AuthParameters: { USERNAME?: string; REFRESH_TOKEN?: string } }): Response {
    const who = asked.AuthParameters.USERNAME ?? asked.AuthParameters.REFRESH_TOKEN ?? ''
    const claims = btoa(JSON.stringify({ sub: who, nonce: crypto.randomUUID() }))
    const tokens = { IdToken: `h.${claims}.s`, AccessToken: 'a', RefreshToken: who, ExpiresIn: 3600 }
    return Response.json({ AuthenticationResult: tokens })
  }

  private async api(request: Request): Promise<Response> {
    const [, , , order = '', what = ''] = new URL(request.url).pathname.split('/')
    const claims = request.headers.get('Authorization')?.split('.')[1] ?? ''
    const who = String(JSON.parse(atob(claims)).sub)
    if (request.method === 'GET')
      return Response.json({
        items: this.photos.filter((photo) => photo.order_id === order),
        next_cursor: null,
      })
    const key = `${who} ${what} ${order} ${request.headers.get('Idempotency-Key')}`
    const body = await request.text()
    const known = this.answers.get(key)
    if (known)
      return known.body === body
        ? new Response(known.answer, { status: 200 })
        : Response.json({ code: 'idempotency_key_reused' }, { status: 422 })
    const answer = JSON.stringify(this.effect(who, order, what, body ? JSON.parse(body) : null))
    this.answers.set(key, { body, answer })
    return new Response(answer, { status: 200 })
  }

  private effect(who: string, order: string, what: string, body: { role?: string } | null): unknown {
    if (what !== 'attachments') {
      this.effects.push({ who, order, what, body })
      return { id: order }
    }
    const photo = {
      id: `at_${this.photos.length}`,
      order_id: order,
      role: body?.role ?? '',
      status: 'pending',
    } as const
    this.photos.push({ ...photo })
    return {
      ...photo,
      upload: { url: BUCKET, fields: { key: photo.id } },
      expires_at: '2026-01-01T00:00:00Z',
    }
  }

  private bucket(form: FormData): Response {
    const photo = this.photos.find((one) => one.id === form.get('key'))
    if (photo?.status === 'pending' && this.verdict) {
      photo.status = this.verdict
      this.effects.push({
        who: '',
        order: photo.order_id,
        what: `photo ${photo.role} ${this.verdict}`,
        body: null,
      })
    }
    return new Response(null, { status: 204 })
  }
}

export function problem(status: number, code: string, headers: Record<string, string> = {}): Response {
  return Response.json({ code, detail: code, distance_m: 412 }, { status, headers })
}
