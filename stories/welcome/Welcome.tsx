import './welcome.css'
import { AnchorMdx } from '@storybook/addon-docs/blocks'
import type { ReactNode } from 'react'
import { OperationStatusBadge } from 'react-accepted'

const MOMENTS = [
  [
    'Submit',
    'One key for each intent, over double clicks, retries and reloads. After a lost answer it finds out before it sends again.',
  ],
  [
    'Wait',
    'One request at each deadline that the server sets, from one component or five hundred, from one tab or five.',
  ],
  [
    'Settle',
    'The result and its ID, or the reason at the field it belongs to. Never a failure that is only a lost connection.',
  ],
  ['Recover', 'After a reload, a crash or a closed tab the work goes on, and what was typed is still there.'],
] as const

const LINKS = [
  [
    '?path=/docs/guides-readme--docs',
    'Start',
    'Install it and see it work against the simulator. It takes a minute and needs no account.',
  ],
  [
    '?path=/story/dashboard--over-http',
    'See the dashboard',
    'A whole admin page: a table, a form in a panel, and everything that is under way.',
  ],
  [
    '?path=/docs/guides-how-it-works--docs',
    'How it works',
    'The deadline, the key, the journal and the tabs, with a drawing.',
  ],
] as const

const CODE = `<OperationsProvider client={client}>
  <CreateConfigurationForm />
  <ConfigurationsTable />
  <OperationsTray />
</OperationsProvider>`

/**
 * The first page of Storybook: what this is, in a minute.
 *
 * @param children what a person can try out
 */
export function Welcome({ children }: { readonly children: ReactNode }) {
  return (
    <div className="welcome sb-unstyled">
      <header>
        <p className="welcome-name">react-accepted</p>
        <h1>The server said “202&nbsp;Accepted”. Now what?</h1>
        <p className="welcome-lead">
          React hooks and components for APIs that accept a change now and finish it later. They send it once,
          ask for its status exactly when the server says, and show people what is known, and nothing else.
        </p>
        <ul className="welcome-badges" aria-label="What a badge says">
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
          The API is a simulator inside this page, and takes five seconds for its work. Create a store, and
          choose another speed or a fault in the toolbar above.
        </p>
        <div className="welcome-tour">{children}</div>
      </section>
      <section aria-labelledby="welcome-moments">
        <h2 id="welcome-moments">Four moments, all of them covered</h2>
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
          The engine works for any API that answers 202. Forms and tables for Twilio’s Conversation
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
