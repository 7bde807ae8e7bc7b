/**
 * The delay before each retry of a change notification, in milliseconds. Graph documents that it backs off exponentially
 * and gives up after four hours. The delays are the emulator's choice: 10 s, doubled each time, within the four hours.
 * @see https://learn.microsoft.com/graph/change-notifications-delivery-webhooks
 */
export const RETRY_DELAYS_MS: readonly number[] = [
  10_000, 20_000, 40_000, 80_000, 160_000, 320_000, 640_000, 1_280_000, 2_560_000, 5_120_000,
]
