import { OperationsTray } from 'react-accepted'
import { CreateConfigurationForm } from 'react-accepted/twilio'

export default function Home() {
  return (
    <>
      <OperationsTray />
      <CreateConfigurationForm />
    </>
  )
}
