import { OperationDetails, useSubmitOperation } from 'react-accepted'
import { defineOperation } from 'react-accepted/client'
import { expectTypeOf, it } from 'vitest'
import { z } from 'zod'

const exportRows = defineOperation({
  kind: 'rows.export',
  path: '/exports',
  result: { schema: z.object({ rows: z.number() }) },
})

it('renderResult takes what the schema of the endpoint returns', () => {
  const submission = useSubmitOperation(exportRows)
  const { accepted } = submission
  const render = ({ rows }: { rows: number }) => {
    expectTypeOf(rows).toBeNumber()
    return rows
  }
  void (<OperationDetails submission={submission} renderResult={({ rows }) => render({ rows })} />)
  void (<OperationDetails operation={accepted} renderResult={({ rows }) => render({ rows })} />)
  void (
    <OperationDetails
      submission={submission}
      // @ts-expect-error -- The result has no `columns`.
      renderResult={({ columns }) => columns}
    />
  )
  void (
    <OperationDetails
      operation="/jobs/7"
      renderResult={(result) => {
        expectTypeOf(result).toBeUnknown()
        return null
      }}
    />
  )
})
