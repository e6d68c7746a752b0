import { CreateConfigurationForm, OperationsTray } from 'react-accepted'

export default function Home() {
  return (
    <>
      <OperationsTray />
      <CreateConfigurationForm />
    </>
  )
}
