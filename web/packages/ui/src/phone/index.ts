import './phone.css'

export { Field } from './Field'
export { LanguageSwitch } from './LanguageSwitch'
export { Loading } from './Loading'
export { ProblemNotice } from './ProblemNotice'
export { SignIn } from './SignIn'
export { StatusTag } from './StatusTag'
