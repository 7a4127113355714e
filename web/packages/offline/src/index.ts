export { compress, MAX_BYTES, MAX_SIDE, PhotoUnreadable } from './photo'
