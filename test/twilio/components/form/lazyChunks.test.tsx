import { act, fireEvent, render, screen } from '@testing-library/react'
import type { ReactElement } from 'react'
import { RequestError, SubmissionError } from 'react-accepted/client'
import { CreateConfigurationForm, CreateMemoryStoreForm, EditConfigurationForm } from 'react-accepted/twilio'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'

import type { Lazy } from '../../../../src/client/http/lazy.ts'
import { lazySending } from '../../../../src/client/request/lazySending.ts'
import { lazySchemas } from '../../../../src/twilio/api/lazySchemas.ts'
import { lazyFormParts } from '../../../../src/twilio/components/form/lazyForm.ts'
import { createHarness, pass } from '../../../hooks/harness.tsx'
import { SignOut } from '../../../hooks/SignOut.tsx'

// A module that has been loaded stays loaded, so each test decides whether it is available.
beforeAll(() => Promise.all(PARTS.map(({ part }) => part.load())))
afterEach(() => void vi.restoreAllMocks())

const PARTS = [
  { what: 'the form chunk', part: lazyFormParts },
  { what: 'the schema chunk', part: lazySchemas },
  { what: 'the sending chunk', part: lazySending },
]
const field = (label: string | RegExp) => screen.getByLabelText(label)

function openForm(form: ReactElement) {
  const harness = createHarness({
    seed: {
      stores: [{ id: 'mem_store_01k9w39vfj8s0p4q6r2xhtcme5', displayName: 'harbor-memory' }],
      configurations: [
        {
          id: 'conv_configuration_01k9w39vfj8s0p4q6r2xhtcme5',
          displayName: 'Harbor Desk',
          description: 'Phones',
          conversationGroupingType: 'GROUP_BY_PROFILE',
          memoryStoreId: 'mem_store_01k9w39vfj8s0p4q6r2xhtcme5',
        },
      ],
    },
  })
  const { unmount } = render(
    <>
      {form}
      <SignOut />
    </>,
    { wrapper: harness.Wrapper },
  )
  async function signOut() {
    fireEvent.click(screen.getByText('Sign out'))
    await pass(0)
  }
  const writes = () => harness.simulator.log().filter(({ method }) => method !== 'GET')
  return { ...harness, writes, unmount, signOut }
}

/** Makes a chunk appear not yet loaded until `arrive` is called. */
function hide(part: Lazy<object>) {
  const now = vi.spyOn(part, 'now').mockReturnValue(undefined)
  const load = vi.spyOn(part, 'load')
  return {
    load,
    arrive: () => {
      now.mockRestore()
      load.mockRestore()
    },
  }
}

/** Resolves the pending load of the schema chunk. */
let arriveNow = () => {}
function resolveWith(onArrived: () => void) {
  return new Promise<object>((resolve) => {
    arriveNow = () => {
      resolve({})
      onArrived()
    }
  })
}

const isGone = () =>
  Promise.reject(new RequestError({ kind: 'network', message: 'A part of this page could not be loaded' }))

async function fillIn() {
  fireEvent.change(field('Name'), { target: { value: 'Evening-Desk' } })
  fireEvent.change(field(/^Description/), { target: { value: 'Calls after hours' } })
  const store = screen.queryByLabelText('Memory store')
  if (store) fireEvent.change(store, { target: { value: 'mem_store_01k9w39vfj8s0p4q6r2xhtcme5' } })
  await pass(0)
}

async function send() {
  fireEvent.submit(screen.getByRole('form'))
  await pass(0)
}

const FORMS: readonly [string, ReactElement][] = [
  ['CreateConfigurationForm', <CreateConfigurationForm key="create" draftKey={null} />],
  [
    'EditConfigurationForm',
    <EditConfigurationForm
      key="edit"
      draftKey={null}
      configurationId="conv_configuration_01k9w39vfj8s0p4q6r2xhtcme5"
    />,
  ],
  ['CreateMemoryStoreForm', <CreateMemoryStoreForm key="store" draftKey={null} />],
]

describe.each(FORMS)('%s', (name, form) => {
  it('loads its chunks when the user turns to it, and not before', async () => {
    const loads = PARTS.map(({ part }) => vi.spyOn(part, 'load'))
    openForm(form)
    await pass(1_000)
    // Reading the configuration to edit needs the schema chunk.
    const early = loads.map((load) => load.mock.calls.length)
    expect(early).toEqual([0, name === 'EditConfigurationForm' ? 1 : 0, 0])
    act(() => field('Name').focus())
    // Counting the configurations of the account needs the schema chunk too.
    const counting = name === 'CreateConfigurationForm' ? [0, 1, 0] : [0, 0, 0]
    const loaded = early.map((count, index) => count + 1 + (counting[index] ?? 0))
    expect(loads.map((load) => load.mock.calls.length)).toEqual(loaded)
    await pass(0)
    fireEvent.pointerEnter(screen.getByRole('form'))
    expect(loads.map((load) => load.mock.calls.length)).toEqual(loaded)
  })

  it.each(PARTS)(
    'sends nothing while $what cannot be loaded, says so, keeps everything, and sends it once it can',
    async ({ part }) => {
      const { writes } = openForm(form)
      await pass(1_000)
      await fillIn()
      const hidden = hide(part)
      hidden.load.mockImplementation(isGone)
      await send()
      expect(writes()).toEqual([])
      expect(screen.getByText('Nothing was sent')).toBeVisible()
      expect(screen.getByText('Nothing was sent').closest('[role="alert"]')).not.toBeNull()
      expect(field('Name')).toHaveValue('Evening-Desk')
      expect(field('Name')).not.toHaveAttribute('readonly')
      hidden.arrive()
      await send()
      await pass(0)
      expect(writes()).toHaveLength(1)
      expect(screen.queryByText('Nothing was sent')).toBeNull()
    },
  )

  it('is locked and busy while its chunks load, and is sent once when they arrive, as it is then', async () => {
    const { writes } = openForm(form)
    await pass(1_000)
    await fillIn()
    const { arrive, load } = hide(lazySchemas)
    const waiting = new Promise<void>((resolve) => load.mockImplementation(() => resolveWith(resolve)))
    await send()
    await send()
    expect(screen.getByRole('form')).toHaveAttribute('data-phase', 'submitting')
    expect(field('Name')).toHaveAttribute('readonly')
    expect(writes()).toEqual([])
    arrive()
    arriveNow()
    await waiting
    await pass(0)
    await pass(0)
    expect(writes()).toHaveLength(1)
  })

  it('is not sent after its dialog has closed or the user has signed out', async () => {
    for (const leave of ['close', 'signOut'] as const) {
      const { writes, unmount, signOut } = openForm(form)
      await pass(1_000)
      await fillIn()
      const { arrive, load } = hide(lazySchemas)
      const waiting = new Promise<void>((resolve) => load.mockImplementation(() => resolveWith(resolve)))
      await send()
      if (leave === 'close') unmount()
      else await signOut()
      arrive()
      arriveNow()
      await waiting
      await pass(1_000)
      expect(writes()).toEqual([])
      unmount()
    }
  })
})

it('a request whose sending chunk could not be loaded is refused: nothing is kept, and nothing is unclear', async () => {
  const { client, writes } = openForm(<p />)
  vi.spyOn(lazySending, 'load').mockImplementation(isGone)
  const sending = client.conversations.delete('conv_conversation_01k9w5t6d3r8n0vyh2m4qc7xjb')
  await expect(sending).rejects.toBeInstanceOf(SubmissionError)
  await expect(sending).rejects.toMatchObject({ outcome: 'refused', failure: { kind: 'network' } })
  expect(writes()).toEqual([])
})
