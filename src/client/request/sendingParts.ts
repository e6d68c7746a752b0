/**
 * The code that sends requests, in one lazy-loaded chunk: most pages only watch, and none sends until the
 * user acts.
 */
export { lookUpResource } from './lookUp.ts'
export { prepareRequest } from './prepareRequest.ts'
export { submitRequest } from './submitRequest.ts'
