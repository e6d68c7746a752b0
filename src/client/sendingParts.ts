/** What sends a request, in one part of the page: most pages only watch, and no page sends before a person has acted. */
export { lookUpResource } from './lookUpResource.ts'
export { prepareRequest } from './prepareRequest.ts'
export { submitRequest } from './submitRequest.ts'
