import type { StorybookConfig } from '@storybook/html-vite'
import { msw } from 'msw/vite'

export default {
  framework: '@storybook/html-vite',
  stories: ['../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest', 'msw-storybook-addon'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // MSW's worker script is served in development and written into the build; no copy of it is kept here.
  viteFinal: (config) => ({ ...config, plugins: [...(config.plugins ?? []), msw({ mode: 'worker-only' })] }),
} satisfies StorybookConfig
