import { act, screen } from '@testing-library/react'
import { CreateConfigurationForm, CreateMemoryStoreForm, EditConfigurationForm } from 'react-accepted/twilio'
import type { ScriptRule } from 'react-accepted/twilio/simulator'
import { describe, expect, it, vi } from 'vitest'

import { pass } from '../../../hooks/harness.tsx'
import { SignOut } from '../../../hooks/SignOut.tsx'
import { CONFIGURATION_ID, SEED } from '../configuration/edit/openEditForm.tsx'
import { asksBeforeLeaving, createTab, settle } from './createTab.tsx'

const RESTORED = 'Your draft was restored.'
const field = (label: string) => screen.getByLabelText(label)
const create = (fault: ScriptRule['fault'], times: ScriptRule['times'] = 1): ScriptRule => ({
  on: 'configurations.create',
  times,
  fault,
})
const FAILURE = {
  type: 'https://www.twilio.com/docs/api/errors/520042',
  title: 'Not active',
  detail: 'Wait.',
}
const draftKeys = () => Object.keys(sessionStorage).filter((key) => key.includes('/draft/'))
const drafts = () => draftKeys().map((key) => sessionStorage.getItem(key) ?? '')

async function typeAll(user: ReturnType<typeof createTab>['user'], name = 'Harbor Desk') {
  await user.type(field('Name'), name)
  await user.type(field('Description'), 'Phones')
  await user.selectOptions(field('Memory store'), 'harbor-memory')
}
async function press(user: ReturnType<typeof createTab>['user'], name: string) {
  await user.click(screen.getByRole('button', { name }))
  await settle()
}

describe('a draft of a new configuration', () => {
  it('is restored after a reload, to the last letter, and the form says so', async () => {
    const { user, open, reload } = createTab()
    await open(<CreateConfigurationForm />)
    expect(screen.queryByText(RESTORED)).toBeNull()
    await typeAll(user)
    await user.click(field('SMS'))
    await user.click(screen.getByText('More capture rules'))
    await user.click(screen.getByRole('button', { name: 'Add a rule' }))
    await user.type(field('To'), '+15555550143')
    await user.click(screen.getByRole('button', { name: 'Paste a list of numbers' }))
    await user.paste('030 123')
    await reload(<CreateConfigurationForm />)
    expect(screen.getByText(RESTORED)).toBeVisible()
    expect(field('Name')).toHaveValue('Harbor Desk')
    expect(field('Description')).toHaveValue('Phones')
    expect(field('Memory store')).toHaveDisplayValue('harbor-memory')
    expect(field('SMS')).toBeChecked()
    expect(field('To')).toHaveValue('+15555550143')
    expect(field('Numbers')).toHaveValue('030 123')
    expect(field('Numbers')).toBeVisible()
  })

  it('can be discarded, and does not come back', async () => {
    const { user, open, reload } = createTab()
    const form = <CreateConfigurationForm defaultValues={{ description: 'Given' }} />
    await open(form)
    await user.type(field('Name'), 'Harbor Desk')
    await reload(form)
    await press(user, 'Discard draft')
    expect(field('Name')).toHaveValue('')
    expect(field('Name')).toHaveFocus()
    expect(field('Description')).toHaveValue('Given')
    expect(screen.queryByText(RESTORED)).toBeNull()
    expect(draftKeys()).toEqual([])
    await reload(form)
    expect(field('Name')).toHaveValue('')
  })

  it('is kept when the operation that was running at the reload fails', async () => {
    const { simulator, user, open, reload } = createTab({ operationMs: 10_000 })
    const onAccepted = vi.fn<() => void>()
    const onFailed = vi.fn<() => void>()
    const form = <CreateConfigurationForm onAccepted={onAccepted} onFailed={onFailed} />
    simulator.script(create({ kind: 'fail', error: FAILURE }))
    await open(form)
    await typeAll(user)
    await press(user, 'Create configuration')
    expect(onAccepted).toHaveBeenCalledOnce()
    const { part } = await reload(form)
    expect(screen.getByRole('progressbar')).toBeVisible()
    expect(field('Name')).toHaveAttribute('readonly')
    await pass(20_000)
    expect(part('failure')).toHaveTextContent('Not active')
    expect(field('Name')).toHaveValue('Harbor Desk')
    expect(field('Name')).not.toHaveAttribute('readonly')
    await reload(form)
    await pass(0)
    expect(screen.getByText('Not active')).toBeVisible()
    expect(onAccepted).toHaveBeenCalledOnce()
    expect(onFailed).toHaveBeenCalledOnce()
    await press(user, 'Try again as new')
    await pass(20_000)
    expect(screen.getByText('Harbor Desk was created')).toBeVisible()
    const posts = simulator.log().filter(({ call }) => call === 'configurations.create')
    expect(new Set(posts.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2)
  })

  it('is removed once the configuration is created', async () => {
    const { user, open, reload } = createTab({ operationMs: 10_000 })
    await open(<CreateConfigurationForm />)
    await typeAll(user)
    await press(user, 'Create configuration')
    expect(draftKeys()).toHaveLength(1)
    await reload(<CreateConfigurationForm />)
    await pass(20_000)
    expect(screen.getByText('Harbor Desk was created')).toBeVisible()
    expect(draftKeys()).toEqual([])
    await reload(<CreateConfigurationForm />)
    expect(field('Name')).toHaveValue('')
  })

  it('does not come back in a form that is opened after the configuration was created', async () => {
    const { user, open } = createTab({ operationMs: 10_000 })
    const { show } = await open(<CreateConfigurationForm />)
    await typeAll(user)
    await press(user, 'Create configuration')
    await show(<p>Elsewhere</p>)
    await pass(20_000)
    await show(<CreateConfigurationForm />)
    expect(field('Name')).toHaveValue('')
    expect(draftKeys()).toEqual([])
  })

  it('is not sent a second time, even with Enter, while the outcome of the operation of the earlier page is unknown', async () => {
    const { simulator, user, open, reload } = createTab()
    await open(<CreateConfigurationForm />)
    await typeAll(user)
    await press(user, 'Create configuration')
    simulator.script({ on: 'operations.get', times: 'always', fault: { kind: 'status', status: 410 } })
    const { container } = await reload(<CreateConfigurationForm />)
    await pass(60_000)
    expect(container.querySelector('form')).toHaveAttribute('data-phase', 'unavailable')
    expect(container.querySelector('[data-part="submit"]')).toHaveTextContent('Status unknown')
    await user.type(field('Name'), '{Enter}')
    const submit = container.querySelector('[data-part="submit"]')
    if (submit) await user.click(submit)
    await settle()
    expect(simulator.log().filter(({ call }) => call === 'configurations.create')).toHaveLength(1)
  })

  it('can be followed by another one while the operation from the earlier page still runs', async () => {
    const { user, open, reload } = createTab({ operationMs: 600_000 })
    await open(<CreateConfigurationForm />)
    await typeAll(user)
    await press(user, 'Create configuration')
    expect(screen.queryByRole('button', { name: 'Create another' })).toBeNull()
    await reload(<CreateConfigurationForm />)
    await press(user, 'Create another')
    expect(field('Name')).toHaveValue('')
    expect(screen.getByRole('button', { name: 'Create configuration' })).toBeVisible()
  })

  it('is restored if its response never arrived, and is sent again unchanged', async () => {
    const { simulator, user, open, reload } = createTab()
    simulator.script(create({ kind: 'dropAfter' }, 5))
    await open(<CreateConfigurationForm />)
    await typeAll(user)
    await press(user, 'Create configuration')
    await pass(300_000)
    await reload(<CreateConfigurationForm />)
    expect(screen.getByText('Not confirmed: it may have been created')).toBeVisible()
    expect(field('Name')).toHaveValue('Harbor Desk')
    await press(user, 'Send again')
    await pass(10_000)
    expect(screen.getByText('Harbor Desk was created')).toBeVisible()
    await press(user, 'Create another')
    expect(field('Name')).toHaveValue('')
  })

  it('keeps no address that may contain a secret, and the form says so', async () => {
    const { user, open, reload } = createTab()
    const statusCallbacks = [
      { url: 'https://hooks.example/a', method: 'POST' },
      { url: 'https://hooks.example/b', method: 'GET' },
    ]
    const form = <CreateConfigurationForm defaultValues={{ statusCallbacks }} />
    await open(form)
    const [, second] = screen.getAllByLabelText('URL')
    if (second) await user.type(second, '?token=s3cret')
    await reload(form)
    expect(drafts().join('')).not.toContain('s3cret')
    expect(screen.getByText(/except for callback addresses that may hold a secret/)).toBeVisible()
    expect(
      screen.getAllByLabelText('URL').map((one) => one instanceof HTMLInputElement && one.value),
    ).toEqual(['https://hooks.example/a', ''])
  })
})

describe('a draft', () => {
  it('belongs to one of two forms on a page', async () => {
    const { user, open, reload } = createTab()
    const two = (
      <>
        <CreateConfigurationForm aria-label="One" />
        <CreateConfigurationForm aria-label="Two" />
      </>
    )
    const names = () =>
      screen.getAllByLabelText('Name').map((one) => one instanceof HTMLInputElement && one.value)
    await open(two)
    const [one, other] = screen.getAllByLabelText('Name')
    if (one) await user.type(one, 'First')
    if (other) await user.type(other, 'Second')
    await reload(two)
    expect(names()).toEqual(['First', 'Second'])
  })

  it('belongs to its key, and is not kept without one', async () => {
    const { user, open, reload } = createTab()
    await open(<CreateConfigurationForm draftKey="night" />)
    await user.type(field('Name'), 'Harbor Desk')
    await reload(<CreateConfigurationForm draftKey="day" />)
    expect(field('Name')).toHaveValue('')
    await reload(<CreateConfigurationForm draftKey="night" />)
    expect(field('Name')).toHaveValue('Harbor Desk')
    await reload(<CreateConfigurationForm draftKey={null} />)
    expect(field('Name')).toHaveValue('')
    await user.type(field('Name'), 'Kept nowhere')
    await reload(<p>Elsewhere</p>)
    expect(drafts().join('')).not.toContain('Kept nowhere')
  })

  it('is not kept if nothing is stored', async () => {
    const { user, open, reload } = createTab()
    await open(<CreateConfigurationForm />, { storage: null })
    await user.type(field('Name'), 'Harbor Desk')
    await reload(<CreateConfigurationForm />, { storage: null })
    expect(field('Name')).toHaveValue('')
    expect(draftKeys()).toEqual([])
  })

  it('is removed with everything else in its scope, even from the open page', async () => {
    const page = (
      <>
        <CreateConfigurationForm />
        <SignOut />
      </>
    )
    const { user, open, reload } = createTab()
    const { show } = await open(page)
    await user.type(field('Name'), 'Harbor Desk')
    await press(user, 'Sign out')
    expect(field('Name')).toHaveValue('')
    expect(draftKeys()).toEqual([])
    await user.type(field('Name'), 'Harbor Desk 2')
    await show(page, { scope: 'AC1/us1/ben' })
    expect(field('Name')).toHaveValue('')
    await reload(page)
    expect(field('Name')).toHaveValue('')
  })

  it('is restored as far as it is valid', async () => {
    const { user, open, reload } = createTab()
    await open(<CreateConfigurationForm />)
    await user.type(field('Name'), 'Harbor Desk')
    await reload(<p>Elsewhere</p>)
    const [key = ''] = draftKeys()
    const junk = {
      displayName: 7,
      description: 'Phones',
      conversationGroupingType: 'GROUP_BY_MOON',
      sms: { isOn: 'yes', rules: [null, { from: '+1', metadata: { a: 1, b: 'c' } }], inactive: '5' },
      voice: 'loud',
      statusCallbacks: { length: 9_999_999 },
      intelligenceConfigurationIds: [[], 'one'],
      __proto__: { bridgeServiceId: 'x' },
    }
    for (const draft of [{ values: junk, accepted: { api: 'conversations' } }, { values: 3 }, null]) {
      sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), draft }))
      await reload(<CreateConfigurationForm />)
      expect(field('Name')).toHaveValue('')
      expect(field('Customer profile')).toBeChecked()
      expect(screen.queryByRole('progressbar')).toBeNull()
    }
    for (const text of [
      '{',
      '',
      'null',
      JSON.stringify({ at: 1, draft: { values: { displayName: 'old' } } }),
    ]) {
      sessionStorage.setItem(key, text)
      await reload(<CreateConfigurationForm />)
      expect(field('Name')).toHaveValue('')
    }
  })

  it('is not kept if the storage is full or fails, and the form still works', async () => {
    const { user, open } = createTab()
    const broken = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('Full.', 'QuotaExceededError')
    })
    const unreadable = vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('No.', 'SecurityError')
    })
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    await open(<CreateConfigurationForm />)
    await typeAll(user)
    await press(user, 'Create configuration')
    await pass(10_000)
    expect(screen.getByText('Harbor Desk was created')).toBeVisible()
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('could not save the submission'))
    warn.mockRestore()
    broken.mockRestore()
    unreadable.mockRestore()
  })

  it('is not kept if it is too long for the storage', async () => {
    const { user, open } = createTab()
    await open(<CreateConfigurationForm />)
    await user.type(field('Name'), 'Harbor Desk')
    expect(draftKeys()).toHaveLength(1)
    await user.click(field('Description'))
    await user.paste('x'.repeat(300_000))
    await pass(1_000)
    expect(draftKeys()).toEqual([])
  })
})

describe('a draft of an edit', () => {
  const edit = <EditConfigurationForm configurationId={CONFIGURATION_ID} />

  it('is restored after a reload', async () => {
    const { user, open, reload } = createTab({ seed: SEED })
    await open(edit)
    await user.type(field('Description'), ' and texts')
    await reload(edit)
    expect(screen.getByText(RESTORED)).toBeVisible()
    expect(field('Description')).toHaveValue('Phones and texts')
    await press(user, 'Discard draft')
    expect(field('Description')).toHaveValue('Phones')
  })

  it('is shown beside what is stored before it is saved if it is based on an earlier version', async () => {
    const { simulator, user, open, reload } = createTab({ seed: SEED })
    const { client } = await open(edit)
    await user.type(field('Description'), ' and texts')
    await reload(<p>Elsewhere</p>)
    const accepting = client.configurations.patch(CONFIGURATION_ID, { displayName: 'Night Desk' })
    await pass(60_000)
    await accepting
    const { part } = await reload(edit)
    expect(screen.getByText(/based on an earlier version/)).toBeVisible()
    expect(field('Name')).toHaveValue('Harbor Desk')
    await press(user, 'Save changes')
    expect(simulator.log().filter(({ call }) => call === 'configurations.patch')).toHaveLength(1)
    expect(part('changed-meanwhile')).toHaveTextContent(/Night Desk.*Harbor Desk.*Phones.*Phones and texts/)
    await press(user, 'Keep mine and save')
    await pass(60_000)
    expect(screen.getByText('Harbor Desk was saved')).toBeVisible()
    expect(draftKeys()).toEqual([])
  })

  it.each([undefined, 'edit'])('is not used for another configuration (draftKey: %s)', async (draftKey) => {
    const { user, open, reload } = createTab({
      seed: {
        ...SEED,
        configurations: [...SEED.configurations, { id: OTHER_ID, displayName: 'Ferry Desk' }],
      },
    })
    await open(<EditConfigurationForm configurationId={CONFIGURATION_ID} draftKey={draftKey} />)
    await user.type(field('Name'), ' 2')
    await reload(<EditConfigurationForm configurationId={OTHER_ID} draftKey={draftKey} />)
    expect(field('Name')).toHaveValue('Ferry Desk')
    await reload(<EditConfigurationForm configurationId={CONFIGURATION_ID} draftKey={draftKey} />)
    expect(field('Name')).toHaveValue('Harbor Desk 2')
  })

  it('is kept if its save fails after a reload, and the reason is shown', async () => {
    const { simulator, user, open, reload } = createTab({ seed: SEED, operationMs: 10_000 })
    simulator.script({ on: 'configurations.patch', fault: { kind: 'fail', error: FAILURE } })
    await open(edit)
    await user.type(field('Description'), ' and texts')
    await press(user, 'Save changes')
    await reload(edit)
    expect(screen.getByRole('progressbar')).toBeVisible()
    await pass(20_000)
    expect(screen.getByText('Not active')).toBeVisible()
    expect(field('Description')).toHaveValue('Phones and texts')
  })
})
const OTHER_ID = 'conv_configuration_01k9w39vfj8s0p4q6r2xhtcme9'

describe('a draft of a new memory store', () => {
  it('is restored after a reload, until the store is created', async () => {
    const { user, open, reload } = createTab({ operationMs: 10_000 })
    await open(<CreateMemoryStoreForm />)
    await user.type(field('Name'), 'harbor-archive')
    await reload(<CreateMemoryStoreForm />)
    expect(screen.getByText(RESTORED)).toBeVisible()
    expect(field('Name')).toHaveValue('harbor-archive')
    await press(user, 'Create memory store')
    await reload(<CreateMemoryStoreForm />)
    expect(screen.getByRole('progressbar')).toBeVisible()
    expect(field('Name')).toHaveValue('harbor-archive')
    await pass(20_000)
    expect(draftKeys()).toEqual([])
  })
})

describe('leaving the page', () => {
  it('needs a confirmation only while something is typed that is not accepted', async () => {
    const onDirtyChange = vi.fn<(isDirty: boolean) => void>()
    const { user, open } = createTab({ operationMs: 10_000 })
    await open(<CreateConfigurationForm onDirtyChange={onDirtyChange} />)
    expect(asksBeforeLeaving()).toBe(false)
    await user.type(field('Name'), 'H')
    expect(asksBeforeLeaving()).toBe(true)
    await user.type(field('Name'), '{Backspace}')
    expect(asksBeforeLeaving()).toBe(false)
    expect(onDirtyChange.mock.calls).toEqual([[true], [false]])
    await typeAll(user)
    expect(asksBeforeLeaving()).toBe(true)
    await press(user, 'Create configuration')
    expect(asksBeforeLeaving()).toBe(false)
    await pass(20_000)
    expect(asksBeforeLeaving()).toBe(false)
    expect(onDirtyChange.mock.calls).toEqual([[true], [false], [true], [false]])
  })

  it('needs a confirmation again when the accepted operation fails, and after a reload', async () => {
    const { simulator, user, open, reload } = createTab()
    simulator.script(create({ kind: 'fail', error: FAILURE }))
    await open(<CreateConfigurationForm />)
    await typeAll(user)
    await press(user, 'Create configuration')
    await pass(20_000)
    expect(asksBeforeLeaving()).toBe(true)
    await reload(<CreateConfigurationForm />)
    await pass(0)
    expect(asksBeforeLeaving()).toBe(true)
  })

  it('has no listener while nothing is typed, or after the form unmounts', async () => {
    const added = vi.spyOn(window, 'addEventListener')
    const removed = vi.spyOn(window, 'removeEventListener')
    const { user, open } = createTab()
    const { unmount } = await open(<EditConfigurationFormOf />)
    const count = (spy: typeof added | typeof removed) =>
      spy.mock.calls.filter(([type]) => type === 'beforeunload').length
    expect(count(added)).toBe(0)
    await user.type(field('Name'), 'a')
    await user.type(field('Name'), 'b')
    expect(count(added)).toBe(1)
    await act(async () => unmount())
    expect(count(removed)).toBe(1)
  })
})

function EditConfigurationFormOf() {
  return <CreateConfigurationForm draftKey={null} />
}
