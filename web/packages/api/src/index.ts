export { api, data, idempotencyKey, type Schemas, speak } from './client'
export { type Config, config } from './config'
export { type FieldError, Problem, problemOf } from './problem'
export * as session from './session'
