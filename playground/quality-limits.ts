/**
 * Beyond these limits, Teams classifies an audio stream as poor.
 * @see https://learn.microsoft.com/microsoftteams/stream-classification-in-call-quality-dashboard
 */
export const POOR_LIMITS = { roundTripMs: 500, jitterMs: 30, lossRatio: 0.1 } as const
