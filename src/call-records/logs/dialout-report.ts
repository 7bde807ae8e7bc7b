import type { JsonObject } from '../../engine/values/json.ts'

/**
 * Sums up the calls from meetings to phones, by organizer and by domestic or international destination.
 * @param rows The rows of the PSTN call log.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-pstnonlinemeetingdialoutreport
 */
export function toDialoutReport(rows: readonly JsonObject[]): JsonObject[] {
  const groups = new Map<string, JsonObject[]>()
  for (const row of rows) {
    if (row.callType !== 'conf_out') continue
    const key = JSON.stringify([row.userId, row.usageCountryCode, row.destinationContext, row.currency])
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()].map(toReportRow)
}

function toReportRow(group: readonly JsonObject[]): JsonObject {
  const { userId, userPrincipalName, userDisplayName, usageCountryCode, destinationContext, currency } = group[0] ?? {}
  const sum = (name: string, unit: number) =>
    group.reduce((total, row) => total + Math.round(Number(row[name]) * unit), 0) / unit
  return {
    userId,
    userPrincipalName,
    userDisplayName,
    usageLocation: usageCountryCode,
    destinationContext,
    currency,
    totalCalls: group.length,
    totalCallSeconds: sum('duration', 1),
    // Charges are multiples of a thousandth of a dollar.
    totalCallCharge: sum('charge', 1_000),
  }
}
