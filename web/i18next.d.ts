/** Text keys are checked by the compiler: a key that a language lacks does not build. */
import 'i18next'
import type audit from './apps/console/src/texts/audit/en.json'
import type billing from './apps/console/src/texts/billing/en.json'
import type boards from './apps/console/src/texts/boards/en.json'
import type categories from './apps/console/src/texts/categories/en.json'
import type company from './apps/console/src/texts/company/en.json'
import type digest from './apps/console/src/texts/digest/en.json'
import type app_console from './apps/console/src/texts/en.json'
import type figures from './apps/console/src/texts/figures/en.json'
import type messages from './apps/console/src/texts/messages/en.json'
import type notices from './apps/console/src/texts/notices/en.json'
import type order from './apps/console/src/texts/order/en.json'
import type surveys from './apps/console/src/texts/surveys/en.json'
import type worktime from './apps/console/src/texts/worktime/en.json'
import type resident from './apps/resident/src/texts/en.json'
import type technician from './apps/technician/src/texts/en.json'
import type ui from './packages/ui/src/texts/en.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui'
    resources: {
      ui: typeof ui
      console: typeof app_console
      audit: typeof audit
      billing: typeof billing
      boards: typeof boards
      categories: typeof categories
      company: typeof company
      digest: typeof digest
      messages: typeof messages
      figures: typeof figures
      notices: typeof notices
      order: typeof order
      surveys: typeof surveys
      worktime: typeof worktime
      resident: typeof resident
      technician: typeof technician
    }
  }
}
