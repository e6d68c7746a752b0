import type { Preview } from '@storybook/react-vite'

import 'react-accepted/styles.css'
import './preview.css'

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    a11y: { test: 'error' },
    backgrounds: { disable: true },
    options: { storySort: { order: ['Dashboard', 'Components', 'Twilio', 'Journey'] } },
  },
  globalTypes: {
    theme: {
      description: 'Colour scheme',
      toolbar: { title: 'Theme', icon: 'mirror', items: ['light', 'dark'], dynamicTitle: true },
    },
  },
  initialGlobals: { theme: 'light' },
  decorators: [
    (Story, { globals }) => {
      const theme = String(globals['theme'])
      document.documentElement.dataset['theme'] = theme
      document.documentElement.style.colorScheme = theme
      return <Story />
    },
  ],
}

export default preview
