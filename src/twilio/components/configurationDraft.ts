import type { ConfigurationFormValues, StatusCallbackFormValues } from './configurationFormValues.ts'
import type { DraftCodec } from './draftCodec.ts'
import { readConfigurationFormValues } from './readConfigurationFormValues.ts'

/** How the values of a configuration's form are kept. */
export const configurationDraft: DraftCodec<ConfigurationFormValues> = {
  read: readConfigurationFormValues,
  leaveOut: (values) => changeCallbacks(values, (row) => (mayHoldSecret(row) ? { ...row, url: '' } : row)),
  fillIn: (kept, clean) =>
    changeCallbacks(kept, (row, index) => {
      const before = clean.statusCallbacks[index]
      return row.url === '' && before && mayHoldSecret(before) ? { ...row, url: before.url } : row
    }),
}

function changeCallbacks(
  values: ConfigurationFormValues,
  change: (row: StatusCallbackFormValues, index: number) => StatusCallbackFormValues,
): ConfigurationFormValues {
  return { ...values, statusCallbacks: values.statusCallbacks.map(change) }
}

/** People put user names, passwords and tokens into the address that is called back. */
function mayHoldSecret({ url }: StatusCallbackFormValues): boolean {
  return /[@?#]/.test(url)
}
