/** What went wrong, in one shape: the API's problem document (RFC 9457), or that nothing answered. */
export interface FieldError {
  /** Where in the request, such as `['body', 'title']`. */
  loc: (string | number)[]
  message: string
}

interface Document {
  title?: string
  detail?: string
  code?: string
  errors?: FieldError[]
  [extra: string]: unknown
}

export class Problem extends Error {
  override readonly name = 'Problem'

  constructor(
    /** The HTTP status; 0 when nothing answered. */
    readonly status: number,
    /** The API's stable code; `offline` when nothing answered, `signed_out` without a session. */
    readonly code: string,
    /** In the reader's language where the API said it; else empty. */
    readonly detail: string,
    readonly errors: FieldError[] = [],
    /** Seconds to wait, when the API said so. */
    readonly retryAfter: number | null = null,
    /** What else the document holds, such as `distance_m`. */
    readonly extra: Record<string, unknown> = {},
  ) {
    super(detail || code)
  }

  /** Whether the same request may well succeed later: no answer, too many, or the server's own trouble. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500
  }
}

/** The problem that an answer tells of, whatever its body is. */
export async function problemOf(answer: Response): Promise<Problem> {
  const document: Document = await answer.json().catch(() => ({}))
  const { title, detail, code, errors, ...extra } = document
  const wait = Number(answer.headers.get('Retry-After'))
  return new Problem(
    answer.status,
    code ?? `http_${answer.status}`,
    detail || title || '',
    errors ?? [],
    Number.isFinite(wait) && wait > 0 ? wait : null,
    extra,
  )
}
