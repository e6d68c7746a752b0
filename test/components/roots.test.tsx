import { render } from '@testing-library/react'
import type { ReactElement } from 'react'
import { OperationDetails, OperationProgress, OperationStatusBadge, OperationsTray } from 'react-accepted'
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
import { expect, it } from 'vitest'

import { accept, createHarness, pass } from '../hooks/harness.tsx'
import { provideDialogs } from './elements/provideDialogs.ts'

provideDialogs()

interface Held {
  current: HTMLElement | null
}

const ID = 'conv_configuration_01k9w39vfj8s0p4q6r2xhtcme5'
const LOOKS = { className: 'mine', style: { marginTop: 7 } } as const
const looks = (held: Held) => ({
  ...LOOKS,
  ref(element: HTMLElement | null) {
    held.current = element
  },
})

it.each<[string, (ref: Held) => ReactElement]>([
  ['ConfigurationsTable', (ref) => <ConfigurationsTable {...looks(ref)} />],
  ['CreateConfigurationForm', (ref) => <CreateConfigurationForm {...looks(ref)} />],
  ['CreateMemoryStoreForm', (ref) => <CreateMemoryStoreForm {...looks(ref)} />],
  ['EditConfigurationForm', (ref) => <EditConfigurationForm configurationId={ID} {...looks(ref)} />],
  ['DeleteConfigurationButton', (ref) => <DeleteConfigurationButton configurationId={ID} {...looks(ref)} />],
  [
    'DeleteMemoryStoreButton',
    (ref) => <DeleteMemoryStoreButton memoryStoreId="mem_store_1" {...looks(ref)} />,
  ],
  ['DeleteConversationButton', (ref) => <DeleteConversationButton conversationId="conv_1" {...looks(ref)} />],
  [
    'MemoryStoreSelect',
    (ref) => <MemoryStoreSelect value="" onValueChange={() => undefined} {...looks(ref)} />,
  ],
  ['OperationStatusBadge', (ref) => <OperationStatusBadge status="FAILED" {...looks(ref)} />],
  ['OperationsTray', (ref) => <OperationsTray {...looks(ref)} />],
])('%s accepts a class, a style and a ref', async (_, show) => {
  const { Wrapper } = createHarness()
  const ref: Held = { current: null }
  const { container } = render(show(ref), { wrapper: Wrapper })
  await pass(0)
  const [styled] = container.getElementsByClassName('mine')
  expect(styled).toBeInstanceOf(HTMLElement)
  expect(styled).toHaveStyle({ marginTop: '7px' })
  expect(ref.current).toBeInstanceOf(HTMLElement)
  expect(ref.current?.closest('[data-part]')).not.toBeNull()
})

it('the components of an operation accept a class, a style and a ref', async () => {
  const { client, Wrapper } = createHarness()
  const accepted = await accept(client)
  const refs: [Held, Held] = [{ current: null }, { current: null }]
  const { container } = render(
    <>
      <OperationDetails operation={accepted} {...looks(refs[0])} />
      <OperationProgress operation={accepted} {...looks(refs[1])} />
    </>,
    { wrapper: Wrapper },
  )
  await pass(0)
  expect(container.getElementsByClassName('mine')).toHaveLength(2)
  for (const { current } of refs) expect(current).toBeInstanceOf(HTMLElement)
})
