/** The values that a template may name, to be put where the cursor stands, and how words may depend on them. */
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Template } from './api/useTemplate'

interface Offered {
  template: Template
  onInsert: (name: string) => void
}

const CONDITION = '{% if text %}…{% else %}…{% endif %}'
const FILTER = '{{ subject|truncate(16) }}'

export function Variables({ template, onInsert }: Offered) {
  const { t } = useTranslation('messages')
  return (
    <section className='template-variables' aria-labelledby='template-variables'>
      <h2 id='template-variables'>{t('variable.title')}</h2>
      <p className='form-lead'>{t('variable.hint')}</p>
      <ul>
        {template.variables.map(({ name, about, example }) => (
          <li key={name}>
            <Button
              size='small'
              title={t('variable.example', { example: String(example) })}
              // The field that is typed into keeps its cursor.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onInsert(name)}
            >
              <code>{name}</code> {about}
            </Button>
          </li>
        ))}
      </ul>
      <p className='form-lead'>
        {t('variable.condition')} <code>{CONDITION}</code>
        <br />
        {t('variable.filters', { filters: template.filters.join(', ') })} <code>{FILTER}</code>
        <br />
        {t('variable.no_loops')}
      </p>
    </section>
  )
}
