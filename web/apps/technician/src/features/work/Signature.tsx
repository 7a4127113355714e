/** Where the resident signs with a finger. */
import { Button } from 'antd-mobile'
import { type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import SignaturePad, { type PointGroup } from 'signature_pad'

interface Pad {
  /** What was drawn before, as after a reload. */
  strokes: PointGroup[]
  onStrokes: (strokes: PointGroup[]) => void
  /** The drawing as it is, for whoever sends it. */
  canvas: RefObject<HTMLCanvasElement | null>
}

export default function Signature({ strokes, onStrokes, canvas }: Pad) {
  const { t } = useTranslation('technician')
  const pad = useRef<SignaturePad>(null)
  const before = useRef({ strokes, onStrokes })
  before.current.onStrokes = onStrokes

  useEffect(() => {
    const ground = canvas.current
    if (!ground) return
    // As many dots as the screen has, or the line looks torn.
    const dots = Math.max(devicePixelRatio, 1)
    ground.width = ground.offsetWidth * dots
    ground.height = ground.offsetHeight * dots
    ground.getContext('2d')?.scale(dots, dots)
    const made = new SignaturePad(ground, { backgroundColor: '#fff' })
    made.fromData(before.current.strokes)
    made.addEventListener('endStroke', () => before.current.onStrokes(made.toData()))
    pad.current = made
    return () => made.off()
  }, [canvas])

  return (
    <div className='field'>
      <canvas ref={canvas} className='signature' role='img' aria-label={t('sign.ground')} />
      <Button
        onClick={() => {
          pad.current?.clear()
          onStrokes([])
        }}
      >
        {t('sign.clear')}
      </Button>
    </div>
  )
}
