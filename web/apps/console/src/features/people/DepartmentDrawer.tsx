/** Make a department, or rename, move and head one. */
import { Form, Input, Select, TreeSelect } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormDrawer } from '../../shared/forms/FormDrawer'
import { CalendarField } from '../calendars/CalendarField'
import { AskingField } from '../surveys/AskingField'
import { changeDepartment } from './api/changeDepartment'
import { createDepartment } from './api/createDepartment'
import type { Department } from './api/useDepartments'
import type { Member } from './api/useMembers'
import { type Branch, below, treeOf } from './roles'

export const KINDS = ['service', 'front_desk', 'assessment', 'billing', 'data', 'management'] as const

interface Values {
  name: string
  kind: Department['kind']
  parent_id?: string
  head_ids: string[]
  calendar_id?: string
  asking?: Department['asking']
}

interface Shown {
  /** The department to change, or where a new one shall stand. */
  target: { department: Department } | { parent_id: string | null } | null
  departments: readonly Department[]
  members: readonly Member[]
  onClose: () => void
}

export function DepartmentDrawer({ target, departments, members, onClose }: Shown) {
  const { t } = useTranslation('console')
  const { t: ui } = useTranslation('ui')
  const { t: worktime } = useTranslation('worktime')
  const { t: surveys } = useTranslation('surveys')
  const department = target && 'department' in target ? target.department : null
  const above = target && 'parent_id' in target ? target.parent_id : null
  const forbidden = department ? below(departments, department.id) : new Set<string>()
  return (
    <FormDrawer<Values, Department>
      title={department ? t('people.change', { name: department.name }) : t('people.new_department')}
      isOpen={target !== null}
      onClose={onClose}
      draft={`department:${department?.id ?? 'new'}`}
      initial={
        department ? asForm(department) : { kind: 'service', parent_id: above ?? undefined, head_ids: [] }
      }
      send={(values, key) =>
        department
          ? changeDepartment(department, patchOf(values))
          : createDepartment(
              { name: values.name, kind: values.kind, parent_id: values.parent_id ?? null },
              key,
            )
      }
      refreshes={[['departments'], ['names']]}
      submit={department ? ui('action.save') : t('people.add_department')}
    >
      <Form.Item
        name='name'
        label={t('people.department_name')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input autoComplete='off' maxLength={200} />
      </Form.Item>
      <Form.Item
        name='kind'
        label={t('people.kind_label')}
        extra={department ? t('people.kind_fixed') : null}
      >
        <Select
          disabled={department !== null}
          options={KINDS.map((kind) => ({ value: kind, label: t(`people.kind.${kind}`) }))}
          optionRender={({ value }) => <KindOption kind={value as Department['kind']} />}
        />
      </Form.Item>
      <Form.Item name='parent_id' label={t('people.parent')}>
        <TreeSelect
          allowClear
          treeDefaultExpandAll
          placeholder={t('people.top')}
          treeData={optionsOf(treeOf(departments), forbidden)}
        />
      </Form.Item>
      {department && (
        <Form.Item name='head_ids' label={t('people.heads')} extra={t('people.heads_hint')}>
          <Select
            mode='multiple'
            showSearch={{ optionFilterProp: 'label' }}
            options={members
              .filter((one) => one.is_active)
              .map((one) => ({ value: one.id, label: one.name }))}
          />
        </Form.Item>
      )}
      {department && (
        <CalendarField hint={worktime('calendar.of_department')} none={worktime('calendar.as_company')} />
      )}
      {department && (
        <AskingField name='asking' hint={surveys('asking.of_department')} none={surveys('rule.of_company')} />
      )}
    </FormDrawer>
  )
}

/** A field without a choice is undefined in the form, and null to the API. */
function asForm(department: Department): Values {
  const { parent_id, calendar_id, asking } = department
  return {
    ...department,
    parent_id: parent_id ?? undefined,
    calendar_id: calendar_id ?? undefined,
    asking: asking ?? undefined,
  }
}

function patchOf({ name, head_ids, parent_id, calendar_id, asking }: Values) {
  return {
    name,
    head_ids,
    parent_id: parent_id ?? null,
    calendar_id: calendar_id ?? null,
    asking: asking ?? null,
  }
}

function KindOption({ kind }: { kind: Department['kind'] }) {
  const { t } = useTranslation('console')
  return (
    <>
      <div>{t(`people.kind.${kind}`)}</div>
      <small>{t(`people.kind_meaning.${kind}`)}</small>
    </>
  )
}

interface Option {
  value: string
  title: string
  disabled: boolean
  children: Option[]
}

function optionsOf(branches: readonly Branch[], forbidden: ReadonlySet<string>): Option[] {
  return branches.map(({ department, children }) => ({
    value: department.id,
    title: department.name,
    disabled: forbidden.has(department.id),
    children: optionsOf(children, forbidden),
  }))
}
