'use client'

import type { ReactElement, ReactNode } from 'react'

import type { ConfigurationFormParts } from './configurationFormParts.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

/** The form as it is where the application says nothing else. */
export function DefaultConfigurationLayout(parts: ConfigurationFormParts) {
  const messages = useConfigurationMessages()
  return (
    <>
      {parts.displayName}
      {parts.description}
      {parts.conversationGroupingType}
      <Section
        part="memory"
        title={messages.memory}
        parts={[parts.memoryStoreId, parts.memoryExtractionEnabled]}
      >
        {parts.memoryStoreId}
        {parts.memoryExtractionEnabled}
      </Section>
      {parts.channelSettings}
      <Section
        part="extras"
        title={messages.extras}
        parts={[parts.conversationsV1Bridge, parts.statusCallbacks, parts.intelligenceConfigurationIds]}
      >
        {parts.conversationsV1Bridge}
        {parts.statusCallbacks}
        {parts.intelligenceConfigurationIds}
      </Section>
      {parts.footer}
    </>
  )
}

interface SectionProps {
  readonly part: string
  readonly title: string
  readonly parts: readonly (ReactElement | null)[]
  readonly children: ReactNode
}

/** Of a section without parts there is no title either. */
function Section({ part, title, parts, children }: SectionProps) {
  if (parts.every((one) => one === null)) return null
  return (
    <fieldset className="ra-section" data-part={part}>
      <legend className="ra-section-title">{title}</legend>
      {children}
    </fieldset>
  )
}
