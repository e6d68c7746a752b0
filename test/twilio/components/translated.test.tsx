import { useEffect } from 'react'
import {
  OperationAnnouncer,
  OperationDetails,
  OperationProgress,
  OperationStatusBadge,
  OperationsTray,
  useOperations,
} from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'
import {
  ConfigurationsTable,
  CreateConfigurationForm,
  CreateMemoryStoreForm,
  DeleteConfigurationButton,
  DeleteConversationButton,
  DeleteMemoryStoreButton,
  EditConfigurationForm,
  MemoryStoreSelect,
} from 'react-accepted/twilio'
import type { ScriptRule, SimulatorOptions } from 'react-accepted/twilio/simulator'
import { describe, expect, it, vi } from 'vitest'

import { provideDialogs } from '../../components/elements/provideDialogs.ts'
import { accept, pass } from '../../hooks/harness.tsx'
import { createPseudoPage } from './createPseudoPage.tsx'

provideDialogs()
const onCreate = (fault: ScriptRule['fault'], times: ScriptRule['times'] = 1): ScriptRule => ({
  on: 'configurations.create',
  times,
  fault,
})
const onPoll = (fault: ScriptRule['fault']): ScriptRule => ({ on: 'operations.get', times: 'always', fault })
const DAY = 86_400_000
const html = { kind: 'malformed', text: '<html>Bad gateway</html>' } as const

const STORE_ID = 'mem_store_01k9w39vfj8s0p4q6r2xhtcme5'
const CONFIGURATION_ID = 'conv_configuration_01k9w39vfj8s0p4q6r2xhtcme5'
const CONVERSATION_ID = 'conv_conversation_01k9w5t6d3r8n0vyh2m4qc7xjb'
const SEED = {
  stores: [{ id: STORE_ID, displayName: 'harbor-memory' }],
  configurations: [
    {
      id: CONFIGURATION_ID,
      displayName: 'Harbor Desk',
      description: 'Phones',
      conversationGroupingType: 'GROUP_BY_PROFILE',
    },
  ],
  conversations: [{ id: CONVERSATION_ID, name: 'Lost umbrella' }],
}

describe('an operation', () => {
  it('has every badge in the given messages only', async () => {
    const page = createPseudoPage()
    const statuses = [
      'IDLE',
      'LOADING',
      'PENDING',
      'COMPLETED',
      'FAILED',
      'CANCELLED',
      'UNAVAILABLE',
    ] as const
    const connections = ['ok', 'retrying', 'unauthorized', 'offline', 'paused'] as const
    await page.show(
      statuses.map((status) =>
        connections.map((connection) => (
          <OperationStatusBadge
            key={`${status} ${connection}`}
            status={status}
            connection={connection}
            stuck
          />
        )),
      ),
    )
    expect([...page.foreign]).toEqual([])
  })

  it.each<[string, ScriptRule[], SimulatorOptions?]>([
    ['runs and completes', []],
    ['has a resource that is not found', [], { related: 'none', resourceVisibleAfterMs: 3_600_000 }],
    ['fails', [onCreate({ kind: 'fail' })]],
    [
      'fails without a reason',
      [
        onCreate({ kind: 'fail' }),
        { on: 'operations.get', times: 'always', fault: { kind: 'json', remove: ['error'] } },
      ],
    ],
    ['is cancelled', [onCreate({ kind: 'cancel' })]],
    ['is stuck', [onCreate({ kind: 'stuck' })]],
    ['has an unknown status', [onCreate({ kind: 'word', word: 'SIMMERING' })]],
    ['is gone', [onPoll({ kind: 'status', status: 410 })]],
    ['needs a sign-in', [onPoll({ kind: 'status', status: 401 })]],
    ['is answered in HTML', [onPoll(html)]],
    ['cannot be reached', [onPoll({ kind: 'dropBefore' })]],
    ['is refused', [onPoll({ kind: 'status', status: 418 })]],
  ])('that %s is shown in the given messages only', async (_, script, simulator = {}) => {
    const page = createPseudoPage({ script, simulator })
    const accepted = await accept(page.client)
    await page.show(<Operation accepted={accepted} />)
    await page.press('copy')
    for (const ms of [1_000, 5_000, 60_000]) await pass(ms)
    vi.setSystemTime(Date.now() + DAY)
    await pass(60_000)
    expect([...page.foreign]).toEqual([])
  })

  it('with several possible resources is shown in the given messages only', async () => {
    const page = createPseudoPage({ simulator: { related: 'none' } })
    const accepted = await accept(page.client)
    await accept(page.client)
    await page.show(<Operation accepted={accepted} />)
    await pass(60_000)
    expect(document.querySelector('[data-part="candidates"]')).not.toBeNull()
    expect([...page.foreign]).toEqual([])
  })
})

function Operation({ accepted }: { readonly accepted: AcceptedOperation }) {
  return (
    <>
      <OperationStatusBadge operation={accepted} />
      <OperationProgress operation={accepted} />
      <OperationDetails operation={accepted} supportUrl="https://help.example/" />
      <OperationAnnouncer operation={accepted} />
    </>
  )
}

describe('the tray', () => {
  it.each<[string, ScriptRule[]]>([
    ['completes', []],
    ['fails', [onCreate({ kind: 'fail' })]],
    ['is cancelled', [onCreate({ kind: 'cancel' })]],
    ['is stuck', [onCreate({ kind: 'stuck' })]],
    ['is gone', [onPoll({ kind: 'status', status: 410 })]],
    ['needs a sign-in', [onPoll({ kind: 'status', status: 401 })]],
  ])('uses only the given messages when an operation %s', async (_, script) => {
    const page = createPseudoPage({ script })
    const accepted = await accept(page.client)
    await page.show(<Tray accepted={accepted} />)
    await page.press('check-now')
    await pass(5_000)
    if (document.querySelector('[data-part="stop"]')) {
      await page.press('stop')
      await page.press('watch')
    }
    await pass(60_000)
    if (document.querySelector('[data-part="clear-finished"]')) await page.press('clear-finished')
    expect([...page.foreign]).toEqual([])
  })

  it.each(['dropAfter', 'status'] as const)(
    'uses only the given messages for submissions that were never confirmed (%s)',
    async (kind) => {
      const fault = kind === 'status' ? { kind, status: 400, body: null } : { kind }
      const intent = { displayName: 'Evening Desk', hasRequest: true }
      const page = createPseudoPage({
        script: [onCreate(fault, 'always')],
        left: [
          { ...intent, minutesAgo: 30 },
          { ...intent, minutesAgo: 1500 },
          { ...intent, minutesAgo: 40, kind: 'memoryStore.create' },
        ],
      })
      await page.show(<Tray accepted={undefined} />)
      for (const { length } of [document.querySelectorAll('[data-part="send-again"]')]) {
        for (let index = 0; index < length; index += 1) {
          const button = document.querySelectorAll<HTMLElement>('[data-part="send-again"]')[index]
          if (button) await page.user.click(button)
          await pass(60_000)
        }
      }
      expect([...page.foreign]).toEqual([])
    },
  )
})

function Tray({ accepted }: { readonly accepted: AcceptedOperation | undefined }) {
  const { watch } = useOperations()
  useEffect(() => {
    if (accepted) watch(accepted)
  }, [accepted, watch])
  return <OperationsTray supportUrl="https://help.example/" />
}

describe('the form of a configuration', () => {
  const everything = { isOn: true, closed: '0', rules: [{ from: '', to: '', isTwoWay: true, metadata: {} }] }

  it('reports errors in the given messages only', async () => {
    const page = createPseudoPage()
    await page.show(
      <CreateConfigurationForm
        defaultValues={{
          displayName: 'a!'.repeat(40),
          sms: everything,
          voice: everything,
          whatsapp: everything,
          rcs: everything,
          chat: everything,
          statusCallbacks: [{ url: 'nowhere', method: 'POST' }],
          intelligenceConfigurationIds: [''],
        }}
      />,
    )
    await page.press('submit')
    expect(document.querySelectorAll('[data-part="error"]').length).toBeGreaterThan(12)
    expect([...page.foreign]).toEqual([])
  })

  it.each<[string, ScriptRule['fault'] | undefined]>([
    ['is accepted', undefined],
    ['fails', { kind: 'fail' }],
    ['is stuck', { kind: 'stuck' }],
    ['is refused', { kind: 'status', status: 409, code: 20409, message: 'This name is taken.' }],
    ['is refused without a reason', { kind: 'status', status: 400, body: null }],
    ['is refused in HTML', { kind: 'redirect', to: 'https://login.example/' }],
    ['needs a sign-in', { kind: 'status', status: 401 }],
    ['is forbidden', { kind: 'status', status: 403 }],
    ['is rate-limited', { kind: 'status', status: 429 }],
    ['is never answered', { kind: 'dropAfter' }],
    ['is answered in HTML', html],
  ])('uses only the given messages when it %s', async (_, fault) => {
    const page = createPseudoPage({
      simulator: { seed: SEED },
      script: fault ? [onCreate(fault, 'always')] : [],
    })
    const defaultValues = { displayName: 'Harbor Desk 2', description: 'Phones', memoryStoreId: STORE_ID }
    await page.show(<CreateConfigurationForm defaultValues={defaultValues} />)
    await page.press('submit')
    await pass(10_000)
    await pass(60_000)
    if (document.querySelector('[data-phase="unconfirmed"]')) {
      vi.setSystemTime(Date.now() + 23 * 3_600_000)
      await page.press('submit')
      await pass(60_000)
    }
    expect([...page.foreign]).toEqual([])
  })
})

describe('the form of an edit', () => {
  const onUpdate = (fault: ScriptRule['fault']): ScriptRule => ({
    on: 'configurations.patch',
    times: 'always',
    fault,
  })

  it.each<[string, ScriptRule[]]>([
    ['is saved', []],
    ['fails', [onUpdate({ kind: 'fail' })]],
    ['is stuck', [onUpdate({ kind: 'stuck' })]],
    ['is refused', [onUpdate({ kind: 'status', status: 400, body: null })]],
    ['needs a sign-in', [onUpdate({ kind: 'status', status: 401 })]],
    ['is forbidden', [onUpdate({ kind: 'status', status: 403 })]],
    ['is rate-limited', [onUpdate({ kind: 'status', status: 429 })]],
    ['is never answered', [onUpdate({ kind: 'dropAfter' })]],
    [
      'cannot be read',
      [{ on: 'configurations.get', times: 'always', fault: { kind: 'status', status: 500 } }],
    ],
    ['is gone', [{ on: 'configurations.get', times: 'always', fault: { kind: 'status', status: 404 } }]],
  ])('uses only the given messages when it %s', async (_, script) => {
    const page = createPseudoPage({ simulator: { seed: SEED }, script })
    await page.show(<EditConfigurationForm configurationId={CONFIGURATION_ID} />)
    const name = document.querySelector('[name="displayName"]')
    if (name) {
      await page.press('submit')
      await page.user.type(name, ' 2')
      await page.press('submit')
    }
    await pass(10_000)
    await pass(60_000)
    if (document.querySelector('[data-phase="unconfirmed"]')) {
      vi.setSystemTime(Date.now() + 23 * 3_600_000)
      await page.press('submit')
      await pass(60_000)
    }
    if (document.querySelector('[data-part="continue"]')) await page.press('continue')
    expect([...page.foreign]).toEqual([])
  })

  it.each(['PATCH', 'PUT'] as const)(
    'uses only the given messages for settings that no request can contain (%s)',
    async (method) => {
      const page = createPseudoPage({ simulator: { seed: SEED } })
      const set = { redactionConfigurationId: 'redaction_1', traitExtractionStrategyIds: ['trait_1'] }
      const found: ScriptRule = { on: 'configurations.get', times: 'always', fault: { kind: 'json', set } }
      // A PUT finds them when it reads again.
      page.simulator.script({ ...found, skip: method === 'PUT' ? 1 : 0 })
      await page.show(<EditConfigurationForm configurationId={CONFIGURATION_ID} method={method} />)
      const name = document.querySelector('[name="displayName"]')
      if (name) await page.user.type(name, ' 2')
      await page.press('submit')
      expect(document.querySelector('[data-part="more-unsent-fields"]') !== null).toBe(method === 'PUT')
      await page.press('submit')
      await pass(0)
      expect(document.querySelector('[data-part="unsent-fields"]')).not.toBeNull()
      expect([...page.foreign]).toEqual([])
    },
  )

  it('uses only the given messages when another user has changed the same field', async () => {
    const page = createPseudoPage({ simulator: { seed: SEED } })
    await page.show(<EditConfigurationForm configurationId={CONFIGURATION_ID} />)
    const name = document.querySelector('[name="displayName"]')
    if (name) await page.user.type(name, ' 2')
    const accepting = page.client.configurations.patch(CONFIGURATION_ID, { displayName: 'Evening Desk' })
    await pass(60_000)
    await accepting
    await page.press('submit')
    expect(document.querySelector('[data-part="changed-meanwhile"]')).not.toBeNull()
    expect([...page.foreign]).toEqual([])
  })
})

describe('a draft and a list of numbers', () => {
  it('use only the given messages', async () => {
    const page = createPseudoPage()
    const form = (
      <CreateConfigurationForm
        defaultValues={{
          sms: { isOn: true, capturesNumber: false },
          statusCallbacks: [{ url: 'https://a.example/', method: 'POST' }],
        }}
      />
    )
    const { rerender } = await page.show(form)
    const name = document.querySelector('[name="displayName"]')
    const url = document.querySelector('[type="url"]')
    if (name) await page.user.type(name, 'Harbor Desk')
    if (url) await page.user.type(url, '?t=1')
    await page.press('paste-numbers')
    await page.user.paste('030,031\n+15555550142,+15555550142')
    await page.press('add-numbers')
    expect(document.querySelector('[data-part="number-list"] [data-part="error"]')).not.toBeNull()
    await page.user.paste(Array.from({ length: 1001 }, (_, row) => row).join('\n'))
    await page.press('add-numbers')
    rerender(<p />)
    rerender(form)
    await pass(0)
    expect(document.querySelector('[data-part="draft"]')).not.toBeNull()
    // Except for the numbers themselves.
    expect([...page.foreign].filter((text) => !/^[+\d,\s]+$/.test(text))).toEqual([])
  })
})

describe('the table', () => {
  it.each<[string, ScriptRule[], SimulatorOptions?]>([
    ['is filled', []],
    ['is empty', [], { seed: 'empty' }],
    [
      'fails',
      [{ on: 'configurations.list', times: 'always', fault: { kind: 'status', status: 500, code: 20500 } }],
    ],
    ['fails in HTML', [{ on: 'configurations.list', times: 'always', fault: html }]],
    ['cannot be reached', [{ on: 'configurations.list', times: 'always', fault: { kind: 'dropBefore' } }]],
  ])('uses only the given messages when it %s', async (_, script, simulator = {}) => {
    const page = createPseudoPage({ script, simulator })
    await page.show(<ConfigurationsTable pageSize={2} renderActions={() => null} />)
    if (document.querySelector('[data-part="load-more"]')) await page.press('load-more')
    const search = document.querySelector('[type="search"]')
    if (search) await page.user.type(search, 'Harbor')
    if (search) await page.user.type(search, 'Desk')
    await pass(60_000)
    expect([...page.foreign]).toEqual([])
  })
})

describe('memory stores', () => {
  it.each<[string, ScriptRule['fault'] | undefined]>([
    ['is accepted', undefined],
    ['fails', { kind: 'fail' }],
    ['cannot be set up', { kind: 'provisioning', outcome: 'FAILED' }],
    ['is set up late', { kind: 'provisioning', ms: 3_600_000 }],
    ['is refused', { kind: 'status', status: 400, code: 20001, message: 'No.' }],
    ['needs a sign-in', { kind: 'status', status: 401 }],
    ['is forbidden', { kind: 'status', status: 403 }],
    ['is rate-limited', { kind: 'status', status: 429 }],
    ['is never answered', { kind: 'dropAfter' }],
  ])('are created with the given messages only when one %s', async (_, fault) => {
    const page = createPseudoPage({ script: fault ? [{ on: 'stores.create', times: 'always', fault }] : [] })
    await page.show(
      <>
        <CreateMemoryStoreForm defaultValues={{ displayName: 'harbor-archive' }} />
        <MemoryStoreSelect value="" onValueChange={() => undefined} />
      </>,
    )
    await page.press('submit')
    for (const ms of [5_000, 60_000]) await pass(ms)
    expect([...page.foreign]).toEqual([])
  })

  it('are validated with the given messages only', async () => {
    const page = createPseudoPage()
    await page.show(<CreateMemoryStoreForm defaultValues={{ description: 'x'.repeat(200) }} />)
    await page.press('submit')
    expect(document.querySelectorAll('[data-part="error"]')).toHaveLength(2)
    expect([...page.foreign]).toEqual([])
  })

  it('are chosen with the given messages only, even if there are none or they cannot be read', async () => {
    for (const script of [[], [{ on: 'stores.list', times: 'always', fault: html }] as const]) {
      for (const seed of ['demo', 'empty'] as const) {
        const page = createPseudoPage({ script, simulator: { seed } })
        const { unmount } = await page.show(<MemoryStoreSelect value="" onValueChange={() => undefined} />)
        await page.press('refresh')
        expect([...page.foreign]).toEqual([])
        unmount()
      }
    }
  })
})

describe('deleting', () => {
  const things = {
    configurations: <DeleteConfigurationButton configurationId={CONFIGURATION_ID} />,
    stores: <DeleteMemoryStoreButton memoryStoreId={STORE_ID} />,
    conversations: <DeleteConversationButton conversationId={CONVERSATION_ID} displayName="Lost umbrella" />,
  }
  const faults: readonly [string, ScriptRule['fault'] | undefined][] = [
    ['is accepted', undefined],
    ['fails', { kind: 'fail' }],
    ['is refused', { kind: 'status', status: 400, body: null }],
    ['meets a 404', { kind: 'status', status: 404 }],
    ['needs a sign-in', { kind: 'status', status: 401 }],
    ['is forbidden', { kind: 'status', status: 403 }],
    ['is rate-limited', { kind: 'status', status: 429 }],
    ['is never answered', { kind: 'dropAfter' }],
  ]

  it.each(
    (['configurations', 'stores', 'conversations'] as const).flatMap((thing) =>
      faults.map(([outcome, fault]) => ({ thing, outcome, fault })),
    ),
  )('uses only the given messages when the deletion of $thing $outcome', async ({ thing, fault }) => {
    const page = createPseudoPage({
      simulator: { seed: SEED },
      script: fault ? [{ on: `${thing}.delete`, times: 'always', fault }] : [],
    })
    await page.show(things[thing])
    await page.press('delete')
    await page.press('submit')
    const box = document.querySelector('[type="checkbox"]')
    if (box) await page.user.click(box)
    await page.press('submit')
    await pass(10_000)
    await pass(60_000)
    expect([...page.foreign]).toEqual([])
  })
})
