import './welcome.css'
import { AnchorMdx } from '@storybook/addon-docs/blocks'
import type { ReactNode } from 'react'
import { OperationStatusBadge } from 'react-accepted'

const MOMENTS = [
  [
    'Submit',
    'One key for each intent, across double clicks, retries and reloads. After a lost response, no new key is used until the outcome is known.',
  ],
  [
    'Wait',
    'One request at each deadline that the server sets, whether from one component or five hundred, one tab or five.',
  ],
  [
    'Settle',
    'The result and its ID, or the reason at the field it belongs to. A lost connection is never shown as a failure.',
  ],
  ['Recover', 'After a reload, a crash or a closed tab, the work continues and the input is still there.'],
] as const

const LINKS = [
  [
    '?path=/docs/guides-readme--docs',
    'Start',
    'Install it and try it with the simulator. It takes a minute and needs no account.',
  ],
  [
    '?path=/story/dashboard--over-http',
    'See the dashboard',
    'A complete admin page: a table, a form in a panel, and a list of all running operations.',
  ],
  [
    '?path=/docs/guides-how-it-works--docs',
    'How it works',
    'The deadline, the key, the journal and the tabs, with a diagram.',
  ],
] as const

const CODE = `<OperationsProvider client={client}>
  <CreateConfigurationForm />
  <ConfigurationsTable />
  <OperationsTray />
</OperationsProvider>`

/**
 * The first page of Storybook: an introduction that takes a minute to read.
 *
 * @param children the live demo
 */
export function Welcome({ children }: { readonly children: ReactNode }) {
  return (
    <div className="welcome sb-unstyled">
      <header>
        <p className="welcome-name">react-accepted</p>
        <h1>The server said “202&nbsp;Accepted”. Now what?</h1>
        <p className="welcome-lead">
          React hooks and components for APIs that accept a change now and finish it later. They submit each
          change once, poll exactly when the server says, and show only what is known.
        </p>
        <ul className="welcome-badges" aria-label="Status badges">
          {(['PENDING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const).map((status) => (
            <li key={status}>
              <OperationStatusBadge status={status} />
            </li>
          ))}
        </ul>
      </header>
      <section aria-labelledby="welcome-try">
        <h2 id="welcome-try">Try it here</h2>
        <p>
          The API is a simulator in this page, and each operation takes five seconds. Create a store, then
          choose another speed or a fault in the toolbar above.
        </p>
        <div className="welcome-tour">{children}</div>
      </section>
      <section aria-labelledby="welcome-moments">
        <h2 id="welcome-moments">Four moments, all covered</h2>
        <dl className="welcome-moments">
          {MOMENTS.map(([moment, text]) => (
            <div key={moment}>
              <dt>{moment}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="welcome-code">
        <h2 id="welcome-code">A page in five lines</h2>
        <p>
          The engine works with any API that answers 202. Forms and tables for Twilio’s Conversation
          Orchestrator are included.
        </p>
        <pre>
          <code>{CODE}</code>
        </pre>
      </section>
      <nav aria-label="Next" className="welcome-links">
        {LINKS.map(([href, title, text]) => (
          <AnchorMdx key={href} href={href} target="_self">
            <strong>{title}</strong>
            <span>{text}</span>
          </AnchorMdx>
        ))}
      </nav>
    </div>
  )
}
