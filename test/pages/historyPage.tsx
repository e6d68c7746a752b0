import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useEffect, useState } from 'react'
import { OperationsProvider, useAsyncOperation, useOperations, useSubmitOperation } from 'react-accepted'
import type { OperationsStorage, TrackedOperation, UnconfirmedIntent } from 'react-accepted'
import { createOperationsClient, defineOperation } from 'react-accepted/client'
import type { Endpoint } from 'react-accepted/client'
import { createRoot } from 'react-dom/client'

import { installHooks } from './historyHooks.ts'

installHooks()
const { dataset } = document.body
const options = new URLSearchParams(location.search)

interface Input {
  readonly name: string
  /** What the person has filled in next to the name. */
  readonly text: string
}

const hint = ({ name }: Input) => ({ name })
const resource = {
  type: 'thing',
  async find({ name = '' }: Readonly<Record<string, string>>, read: (path: string) => Promise<unknown>) {
    return toItems(await read(`/things?name=${encodeURIComponent(name)}`))
  },
}
const making = {
  version: 1,
  method: 'POST',
  label: ({ name }: Input) => name,
  hint,
  body: (input: Input) => input,
} as const
const createThing = defineOperation<Input>({
  ...making,
  kind: 'thing.create',
  path: () => '/things',
  takesIdempotencyKey: true,
  resource,
})
const createNote = defineOperation<Input>({
  ...making,
  kind: 'note.create',
  path: () => '/notes',
  takesIdempotencyKey: false,
  resource,
})
const deleteThing = defineOperation<Input>({
  kind: 'thing.delete',
  version: 1,
  method: 'DELETE',
  path: ({ name }) => `/things/${encodeURIComponent(name)}`,
  label: ({ name }) => name,
  takesIdempotencyKey: true,
  isDestructive: true,
})

const client = createOperationsClient({
  baseUrl: `${location.origin}/${dataset['base']}/api`,
  operationPath: '/operations/{operationId}',
  requestTimeoutMs: 8_000,
  random: () => 0,
  endpoints: [createThing, createNote, deleteThing],
})
const queryClient = new QueryClient()
/** One less than the number of ended operations that a journal keeps. */
const OLD_COUNT = 199
const storage = options.get('journal') === 'off' ? null : createTryingStore(dataset['store'] ?? '')

/** A store of the application, which all tabs share; `undefined` for the browser's. */
function createTryingStore(kind: string): OperationsStorage | undefined {
  const { localStorage: shared } = window
  const plain = {
    getItem: (key: string) => shared.getItem(key),
    setItem: (key: string, value: string) => shared.setItem(key, value),
    removeItem: (key: string) => shared.removeItem(key),
    keys: () => Object.keys(shared),
  }
  if (kind === 'full') {
    const setItem = () => {
      throw new DOMException('It is full.', 'QuotaExceededError')
    }
    return { ...plain, setItem }
  }
  /** In every 4 s it stalls for 1.5 s, and then fails for 0.5 s. */
  async function late<T>(read: () => T): Promise<T> {
    const phase = performance.now() % 4_000
    if (phase < 1_500) await new Promise((resolve) => setTimeout(resolve, 1_500 - phase))
    else if (phase < 2_000) throw new Error('It is busy.')
    return read()
  }
  if (kind === 'stalls')
    return { ...plain, getItem: (key) => late(() => plain.getItem(key)), keys: () => late(plain.keys) }
  return undefined
}

/** Counts the work that the person started. */
async function busy(work: Promise<unknown>) {
  const change = (by: number) => (dataset['busy'] = String(Number(dataset['busy'] ?? 0) + by))
  change(1)
  await work.catch((error: unknown) => (dataset['thrown'] = String(error)))
  change(-1)
}

function Form({ id, endpoint }: { readonly id: string; readonly endpoint: Endpoint<Input> }) {
  const { submit, intent, accepted } = useSubmitOperation(endpoint)
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    void busy(submit({ name: readText(given.get('name')), text: readText(given.get('text')) }))
  }
  return (
    <form
      id={id}
      onSubmit={send}
      data-state={intent.state}
      data-accepted={accepted?.label}
      data-is-edited={intent.state === 'accepted' && intent.isEdited}
    >
      <input name="name" aria-label="Name" />
      <input name="text" aria-label="Text" />
      <button type="submit">Send</button>
    </form>
  )
}

function Operation({ accepted }: TrackedOperation) {
  const operation = useAsyncOperation(accepted)
  return <li data-label={accepted.label} data-status={operation.status} />
}

function Unconfirmed({ label, intent, sendAgain, discard }: UnconfirmedIntent) {
  return (
    <li data-label={label} data-can-send-again={intent.canSendAgain} data-found={intent.found?.state}>
      <button type="button" onClick={() => void busy(sendAgain())}>
        Send again
      </button>
      <button type="button" onClick={discard}>
        Discard
      </button>
    </li>
  )
}

function Lists() {
  const { operations, unconfirmed, clear, watch } = useOperations()
  function watchOld() {
    const acceptedAt = Date.now()
    for (let index = 0; index < OLD_COUNT; index += 1)
      watch({ ...OLD, operationId: `old-${index}`, acceptedAt, nextPollAt: acceptedAt })
  }
  return (
    <>
      <ul id="operations">
        {operations
          .filter(({ accepted }) => accepted.label !== OLD.label)
          .map((one) => (
            <Operation key={`${one.accepted.operationId} ${one.accepted.label}`} {...one} />
          ))}
      </ul>
      <ul id="unconfirmed">
        {unconfirmed.map((one) => (
          <Unconfirmed key={one.idempotencyKey} {...one} />
        ))}
      </ul>
      <button type="button" id="sign-out" onClick={() => void signOut(clear)}>
        Sign out
      </button>
      <button type="button" id="watch-old" onClick={watchOld}>
        Watch
      </button>
    </>
  )
}

const OLD = { api: 'default', kind: 'thing.create', label: 'old' }

async function signOut(clear: () => Promise<void>) {
  dataset['clearing'] = 'yes'
  await busy(clear())
  delete dataset['clearing']
}

function Page() {
  const [session, setSession] = useState(dataset['session'] ?? '')
  useEffect(() => {
    dataset['session'] = session
  }, [session])
  // Each sign-in has its own session, each user one scope.
  const scope = session.replace(/\..*/, '')
  return (
    <OperationsProvider
      client={client}
      scope={scope}
      {...(storage !== undefined && { storage })}
      onSettled={(_, { label = '' }) => {
        if (label === OLD.label) return
        const told = new URLSearchParams({ session: dataset['session'] ?? '', name: label })
        navigator.sendBeacon(`/${dataset['base']}/told?${told.toString()}`)
      }}
    >
      <Form id="thing" endpoint={createThing} />
      <Form id="note" endpoint={createNote} />
      <Form id="delete" endpoint={deleteThing} />
      <Lists />
      <input id="sign-in" aria-label="Session" />
      <button type="button" id="change-session" onClick={() => setSession(readNextSession())}>
        Sign in
      </button>
    </OperationsProvider>
  )
}

function readText(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : ''
}

function readNextSession(): string {
  return document.querySelector<HTMLInputElement>('#sign-in')?.value ?? ''
}

function toItems(body: unknown) {
  const items: unknown = typeof body === 'object' && body !== null && 'items' in body ? body.items : []
  return (Array.isArray(items) ? items : []).flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null || !('id' in item) || !('createdAt' in item)) return []
    const { id, createdAt } = item
    return typeof id === 'string' && typeof createdAt === 'string' ? [{ id, createdAt }] : []
  })
}

createRoot(document.querySelector('main') ?? document.body).render(
  <QueryClientProvider client={queryClient}>
    <Page />
  </QueryClientProvider>,
)
