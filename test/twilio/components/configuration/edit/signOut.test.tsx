import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import { pass } from '../../../../hooks/harness.tsx'
import { SignOut } from '../../../../hooks/SignOut.tsx'
import { SAVE, openEditForm, rule } from './openEditForm.tsx'

const slowRead = rule('configurations.get', { kind: 'slow', ms: 1_000 })

describe.each([['PATCH'], ['PUT']] as const)('an edit that is saved by %s', (method) => {
  const open = () => openEditForm({ method }, { clock: 'system', beside: <SignOut /> })
  const sentBy = ({ simulator }: Awaited<ReturnType<typeof open>>) =>
    simulator.log().filter((one) => one.method === method)

  it('is sent after the configuration was read again', async () => {
    const form = await open()
    await form.retype('Name', 'Harbor Reception')
    form.simulator.script(slowRead)
    await form.press(SAVE)
    expect(sentBy(form)).toHaveLength(0)
    await pass(60_000)
    expect(sentBy(form)).toHaveLength(1)
  })

  it.each([0, 500, 999])('is not sent if the user signs out %i ms after Save', async (ms) => {
    const form = await open()
    await form.retype('Name', 'Harbor Reception')
    form.simulator.script(slowRead)
    await form.press(SAVE)
    await pass(ms)
    screen.getByRole('button', { name: 'Sign out' }).click()
    await pass(60_000)
    expect(sentBy(form)).toHaveLength(0)
  })

  it('is not sent if the user signs out while someone else’s changes are being overwritten', async () => {
    const form = await open()
    await form.retype('Name', 'Harbor Reception')
    await form.changeMeanwhile({ displayName: 'Harbor Texts' })
    await form.press(SAVE)
    const before = sentBy(form).length
    form.simulator.script(slowRead)
    await form.press('Keep mine and save')
    screen.getByRole('button', { name: 'Sign out' }).click()
    await pass(60_000)
    expect(sentBy(form)).toHaveLength(before)
  })
})
