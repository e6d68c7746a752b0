import { CreateConfigurationForm, OperationsTray } from 'react-accepted'

export default function Page() {
  return (
    <>
      <OperationsTray />
      <CreateConfigurationForm />
    </>
  )
}
