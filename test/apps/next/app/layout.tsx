import type { Metadata } from 'next'

import './globals.css'
import 'react-accepted/styles.css'
import { Providers } from './Providers'

export const metadata: Metadata = { title: 'Configurations', icons: 'data:,' }

export default function RootLayout({ children }: LayoutProps<'/'>) {
  return (
    <html lang="en">
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
