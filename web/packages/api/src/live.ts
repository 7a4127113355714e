/**
 * Live updates: one WebSocket while the page is looked at, over which the server says that something has a new
 * version, and never what is in it. Its protocol is chalicelib/live: a greeting with the token, a welcome, news.
 */
import { idToken, onChange } from './session'

/** What has changed: orders with their new versions, and whether the person's inbox did. */
export interface News {
  orders: Record<string, number>
  inbox: boolean
}

export interface Listener {
  onNews: (news: News) => void
  /** From `true` on, whatever changes is told; what changed before has to be asked for. */
  onState: (isLive: boolean) => void
}

type Told = { welcome: { again_in_s: number } } | { refused: true } | News

const PATIENCE_MS = 10_000
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 60_000

/** Tells the listener until it is stopped by what this answers. Where no connection can be had it stays silent. */
export function listen(listener: Listener): () => void {
  const line = new Line(listener)
  const look = () => line.look()
  document.addEventListener('visibilitychange', look)
  addEventListener('online', look)
  addEventListener('offline', look)
  const forget = onChange(look)
  look()
  return () => {
    document.removeEventListener('visibilitychange', look)
    removeEventListener('online', look)
    removeEventListener('offline', look)
    forget()
    line.end()
  }
}

class Line {
  private socket: WebSocket | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private failures = 0
  private isLive = false
  private isOver = false

  constructor(private readonly listener: Listener) {}

  /** Connect at once if the page is looked at and there is a network, and hang up otherwise: a sleeping phone hears nothing. */
  look(): void {
    if (this.isOver || document.visibilityState === 'hidden' || !navigator.onLine) this.hangUp()
    else if (!this.socket) this.connect()
  }

  end(): void {
    this.isOver = true
    this.hangUp()
  }

  private connect(): void {
    clearTimeout(this.timer)
    if (typeof WebSocket === 'undefined') return
    const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/live`)
    this.socket = socket
    this.within(PATIENCE_MS, () => socket.close())
    socket.onopen = () => void this.greet(socket)
    socket.onmessage = (message) => this.hear(socket, JSON.parse(String(message.data)) as Told)
    socket.onclose = () => this.lost(socket)
  }

  /** Say who is here: at first, and again before the greeting ends, which shows as well whether anybody answers. */
  private async greet(socket: WebSocket): Promise<void> {
    this.within(PATIENCE_MS, () => this.lost(socket))
    try {
      const token = await idToken()
      if (socket === this.socket) socket.send(JSON.stringify({ action: 'hello', token }))
    } catch {
      this.lost(socket)
    }
  }

  private hear(socket: WebSocket, told: Told): void {
    if (socket !== this.socket) return
    if ('orders' in told) this.listener.onNews(told)
    if (!('welcome' in told)) return
    this.failures = 0
    this.within(told.welcome.again_in_s * 1000, () => void this.greet(socket))
    this.tell(true)
  }

  /** Gone, or as good as: again after a pause that grows, and is drawn at random so that not all come at once. */
  private lost(socket: WebSocket): void {
    if (socket !== this.socket) return
    this.hangUp()
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.failures++)
    this.within(pause * (0.5 + Math.random() / 2), () => this.look())
  }

  private hangUp(): void {
    clearTimeout(this.timer)
    const { socket } = this
    this.socket = undefined
    socket?.close()
    this.tell(false)
  }

  private tell(isLive: boolean): void {
    if (isLive === this.isLive) return
    this.isLive = isLive
    this.listener.onState(isLive)
  }

  private within(ms: number, then: () => void): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(then, ms)
  }
}
