import type { ResultRule } from 'react-accepted/client'
import { expect, test } from 'vitest'

import { allContracts } from '../../contracts/allContracts.ts'
import type { Contract } from '../../contracts/contract.ts'
import type { Faults } from '../../contracts/serve.ts'
import { submitTo } from './submitTo.ts'

const contracts = allContracts.filter(({ endings }) => endings.includes('completed'))
/** No response names its URL, and it is CSV. */
const SALESFORCE = 'Salesforce Bulk 2.0'

const complete = (contract: Contract, rule: ResultRule<unknown> = {}, faults: Faults = {}, polls = 2) =>
  submitTo(contract, { ending: 'completed', polls }, faults, rule)

test.each(contracts.flatMap((contract) => [0, 2].map((polls) => ({ contract, name: contract.name, polls }))))(
  '$name: its result is read, after $polls polls',
  async ({ contract, polls }) => {
    const { server, accepted, toEnd } = await complete(contract, {}, {}, polls)
    const { result, resultLink } = contract.expected(server.options)
    const end = await toEnd()
    const rows = `${server.url}${contract.submit.path}/${accepted.operationId}/results`
    const link = contract.name === SALESFORCE ? rows : resultLink
    expect({ polls, ...end?.result }).toEqual({
      polls,
      ...(result !== undefined
        ? { state: 'ready', value: result }
        : link === undefined
          ? { state: 'none' }
          : { state: 'link', href: link }),
    })
    expect(end?.operation?.status).toBe('COMPLETED')
    expect(end?.wake).toBe('never')
    expect(server.submissions()).toBe(1)
  },
)

test.each(contracts.map((contract) => ({ contract, name: contract.name })))(
  '$name: without a rule, its result is not asked for',
  async ({ contract }) => {
    const { server, toEnd } = await submitTo(contract, { ending: 'completed', polls: 2 })
    const end = await toEnd()
    expect(end?.result).toBeUndefined()
    expect(server.polls()).toBe(3)
  },
)
