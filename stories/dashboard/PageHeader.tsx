import type { ReactNode } from 'react'

export interface PageHeaderProps {
  readonly title: string
  readonly hint: string
  readonly children?: ReactNode
}

export function PageHeader({ title, hint, children }: PageHeaderProps) {
  return (
    <header className="dash-header">
      <div>
        <h1>{title}</h1>
        <p>{hint}</p>
      </div>
      {children}
    </header>
  )
}

export interface NewButtonProps {
  readonly label: string
  readonly onClick: () => void
}

/** Opens the form for a new resource. */
export function NewButton({ label, onClick }: NewButtonProps) {
  return (
    <button type="button" className="ra-button" data-variant="primary" onClick={onClick}>
      <svg className="ra-icon" viewBox="0 0 16 16" fill="none" aria-hidden="true">
        <path d="M8 3.5v9M3.5 8h9" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
      </svg>
      {label}
    </button>
  )
}
