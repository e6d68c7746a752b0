import { operationKeys } from './operationKeys.ts'
import type { OperationObservers } from './operationObserver.ts'
import { allResourcesKey } from './resourcesKey.ts'

/** Empties the cache of everything that was read for one home; what is still shown then is read again. */
export function forgetQueries({ queryClient, home }: OperationObservers) {
  // React first takes off the page what has just been forgotten: nobody is to ask for that again.
  setTimeout(() => {
    for (const queryKey of [operationKeys.all(home), allResourcesKey(home)]) {
      queryClient.removeQueries({ queryKey, type: 'inactive' })
      void queryClient.resetQueries({ queryKey, type: 'active' })
    }
  })
}
