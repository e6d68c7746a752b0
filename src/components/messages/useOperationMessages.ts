'use client'

import type { BadgeMessages, OperationMessages, TrayMessages } from '../../hooks/messages.ts'
import { useMessages } from '../../hooks/OperationsContext.ts'
import { RequestError } from '../../protocol/errors.ts'
import { defined } from '../../protocol/json.ts'
import type { Problem } from '../../protocol/problem.ts'
import { englishBadgeMessages } from './englishBadgeMessages.ts'
import { englishOperationMessages, englishTrayMessages } from './englishMessages.ts'

/** The texts of a badge: the application's own, else English. */
export function useBadgeMessages(): BadgeMessages {
  return useMessages(englishBadgeMessages, itself)
}

/** Chooses texts that are not grouped, for `useMessages`. */
export function itself<TMessages>(messages: TMessages): TMessages {
  return messages
}

/** The texts of the operation components: the application's own, else English. */
export function useOperationMessages(): OperationMessages {
  return useMessages(englishOperationMessages, itself)
}

/** The texts of the tray: the application's own, else English. */
export function useTrayMessages(): TrayMessages {
  return useMessages(englishTrayMessages, itself)
}

/**
 * Why a read failed: in our words for a 401 or 403, otherwise in the server's. Our own error message is
 * written for logs and is not shown.
 */
export function toReadReason(error: Error, messages: OperationMessages): Pick<Problem, 'detail' | 'code'> {
  const { problem, httpStatus } = error instanceof RequestError ? error.failure : {}
  return defined({
    detail: toAccessReason(error, messages) ?? problem?.detail ?? problem?.title,
    code: problem?.code ?? httpStatus,
  })
}

/** What to tell the user about a 401 or 403; `undefined` for any other failure. */
export function toAccessReason(error: Error, messages: OperationMessages): string | undefined {
  const { httpStatus } = error instanceof RequestError ? error.failure : {}
  if (httpStatus === 401) return messages.readUnauthorized
  return httpStatus === 403 ? messages.readForbidden : undefined
}
