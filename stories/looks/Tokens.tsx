import './tokens.css'
import css from '../../src/tokens.css?raw'

const GROUPS = readGroups(css)

interface Group {
  readonly title: string
  readonly tokens: readonly string[]
}

/** Every custom property of the style sheet with its value on this page, under the headings of the sheet. */
export function Tokens() {
  return (
    <main className="tokens">
      <h1>Tokens</h1>
      {GROUPS.map(({ title, tokens }) => (
        <section key={title} aria-label={title}>
          <h2>{title}</h2>
          <ul>
            {tokens.map((token) => (
              <li key={token}>
                <Sample token={token} />
                <code>{token}</code>
                <span>{getComputedStyle(document.documentElement).getPropertyValue(token)}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </main>
  )
}

function Sample({ token }: { readonly token: string }) {
  const kind = kindOf(token)
  return (
    <span
      ref={(element) => element?.style.setProperty('--token', `var(${token})`)}
      data-kind={kind}
      aria-hidden="true"
    >
      {kind === 'type' && 'Aa'}
    </span>
  )
}

function kindOf(token: string): string {
  if (/duration|turn|slide/.test(token)) return 'motion'
  if (/radius/.test(token)) return 'radius'
  if (/shadow/.test(token)) return 'shadow'
  if (/font/.test(token)) return 'font'
  if (/text-size/.test(token)) return 'type'
  return /space|height|badge-size/.test(token) ? 'measure' : 'colour'
}

function readGroups(sheet: string): Group[] {
  const start = sheet.indexOf(':where(:root, :host) {')
  const groups: { title: string; tokens: string[] }[] = []
  for (const line of sheet.slice(start, sheet.indexOf('\n}', start)).split('\n')) {
    const title = /^ {2}\/\* (.*) \*\/$/.exec(line)?.[1]
    const token = /^ {2}(--ra-[\w-]+):/.exec(line)?.[1]
    if (title) groups.push({ title, tokens: [] })
    if (token) groups.at(-1)?.tokens.push(token)
  }
  return groups
}
