export { unsubscribe } from './browser'
export { Preferences } from './Preferences'
