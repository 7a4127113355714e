/** A face for a score, from 1 (sad) to 5 (glad): the mouth says it. */
export function Face({ score }: { score: number }) {
  const bend = 9.5 + score * 2
  return (
    <svg className='face' viewBox='0 0 24 24' aria-hidden='true'>
      <circle cx='12' cy='12' r='9' />
      <path d={`M9 9.5v.5M15 9.5v.5M8 15.5Q12 ${bend} 16 15.5`} />
    </svg>
  )
}
