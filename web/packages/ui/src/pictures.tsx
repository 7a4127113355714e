/** What categories look like where they are chosen: the same picture for residents and for those who set them up. */
import type { Schemas } from '@steward/api'

type Category = Schemas['CategoryOut']
/** The API's icons; for categories without one, what kind of thing they are. */
export type Picture = NonNullable<Category['icon']> | 'repair' | 'complaint' | 'emergency'

/** Each drawn in one stroke, so that it takes the colour around it. */
const STROKES: Record<Picture, string> = {
  water:
    'M12 3.5c3.4 4.2 5.5 7.2 5.5 10a5.5 5.5 0 0 1-11 0c0-2.8 2.1-5.8 5.5-10zM9.4 14.2a2.7 2.7 0 0 0 2 2.6',
  power: 'M9 3v5M15 3v5M6.5 8h11v3a5.5 5.5 0 0 1-11 0zM12 16.5V21',
  light:
    'M9.5 17h5M10 20h4M12 3.5a6 6 0 0 0-3.5 10.9c.6.5 1 1.2 1 2v.6h5v-.6c0-.8.4-1.5 1-2A6 6 0 0 0 12 3.5z',
  gas: 'M12 3c.6 3.2 4.8 5.1 4.8 10.2a4.8 4.8 0 0 1-9.6 0c0-2 1-3.2 1.8-4.2.4 1.4 1 2 1.7 2.3C10.6 8.6 10.7 5.5 12 3zM12 18.0a2.2 2.2 0 0 0 2.2-2.2c0-1.3-1.1-1.9-2.2-3.3-1.1 1.4-2.2 2-2.2 3.3A2.2 2.2 0 0 0 12 18z',
  fire: 'M12 3c.6 3.2 5.5 5.1 5.5 10.5a5.5 5.5 0 0 1-11 0c0-2.2 1.2-3.5 2-4.5.400 1.4 1 2 1.7 2.3C10.3 8.6 10.7 5.5 12 3z',
  lift: 'M5 3.5h14v17H5zM12 3.5v17M7.5 11.5l1-1.8 1 1.8M14.5 10l1 1.8 1-1.8',
  door: 'M6 20.5v-17h12v17M4 20.5h16M14.8 12.2h.01',
  heating: 'M5 7v12M9 7v12M13 7v12M17 7v12M3.5 9.5H21M3.5 16.5H21M8 4.5c0-1 1-1 1-2M12.5 4.5c0-1 1-1 1-2',
  air: 'M12 3v18M4.2 7.5l15.6 9M19.8 7.5l-15.6 9M9.5 4.5L12 7l2.5-2.5M9.5 19.5L12 17l2.5 2.5',
  internet: 'M4 9.5a12 12 0 0 1 16 0M7 13a7.5 7.5 0 0 1 10 0M9.8 16.3a3.3 3.3 0 0 1 4.4 0M12 19.5h.01',
  cleaning: 'M14 3.5l-3 8M7.5 11.5l7.5 2.8-1 6.2H4.5c2-2 2.6-6 3-9zM9 20.5c.6-1 1-2.2 1.2-3.5',
  noise: 'M4.5 9.5v5H8l4.5 4v-13L8 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a7.5 7.5 0 0 1 0 11',
  parking: 'M5 4h14v16H5zM10 16.5v-9h2.8a2.7 2.7 0 0 1 0 5.4H10',
  security: 'M12 3.5l7 2.5v5.5c0 4.3-2.9 7.3-7 9-4.1-1.7-7-4.7-7-9V6zM9 12l2.2 2.2L15.2 10',
  garden: 'M12 21v-9M12 12c0-4 2.5-6.5 7-6.5 0 4.5-2.5 6.5-7 6.5zM12 15c0-3-2-5-6.5-5 0 3.5 2.5 5 6.5 5z',
  repair:
    'M14.5 6.2a4 4 0 0 1 5-1.2l-2.7 2.7 1.7 1.7 2.5-2.6a4 4 0 0 1-5.3 5l-7.5 7.7a2 2 0 0 1-2.9-2.9l7.7-7.4a4 4 0 0 1 1.5-3z',
  complaint: 'M4 5h16v11.5h-8L7.5 20v-3.5H4zM8 9h8M8 12.5h5',
  emergency: 'M12 4L2.8 20h18.4zM12 10v4.5M12 17.3h.01',
  furniture:
    'M6 11V7a2.5 2.5 0 0 1 2.5-2.5h7A2.5 2.5 0 0 1 18 7v4M4 11.5a2 2 0 0 1 4 0V14h8v-2.5a2 2 0 0 1 4 0V18H4zM6 18v2M18 18v2',
  other: 'M5 12h.01M12 12h.01M19 12h.01',
}

export function CategoryPicture({ name }: { name: Picture }) {
  return (
    <svg
      className='picture'
      viewBox='0 0 24 24'
      width='24'
      height='24'
      fill='none'
      stroke='currentColor'
      strokeWidth='1.7'
      strokeLinecap='round'
      strokeLinejoin='round'
      aria-hidden='true'
    >
      <path d={STROKES[name]} />
    </svg>
  )
}

export function pictureOf({ icon, emergency, kind }: Pick<Category, 'icon' | 'emergency' | 'kind'>): Picture {
  if (icon) return icon
  if (emergency) return 'emergency'
  return kind === 'complaint' ? 'complaint' : 'repair'
}
