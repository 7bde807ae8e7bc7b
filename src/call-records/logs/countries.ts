export const TENANT_COUNTRY = 'US'

interface Country {
  readonly code: string | null
  readonly name: string | null
  /** The price of a minute in thousandths of a dollar: a plausible example. */
  readonly perMinute: number
}

/** Countries by the prefix of their phone numbers. */
const COUNTRIES = [
  { prefix: '+1', code: 'US', name: 'United States', perMinute: 13 },
  { prefix: '+31', code: 'NL', name: 'Netherlands', perMinute: 41 },
  { prefix: '+33', code: 'FR', name: 'France', perMinute: 37 },
  { prefix: '+34', code: 'ES', name: 'Spain', perMinute: 35 },
  { prefix: '+39', code: 'IT', name: 'Italy', perMinute: 44 },
  { prefix: '+41', code: 'CH', name: 'Switzerland', perMinute: 52 },
  { prefix: '+43', code: 'AT', name: 'Austria', perMinute: 49 },
  { prefix: '+44', code: 'GB', name: 'United Kingdom', perMinute: 22 },
  { prefix: '+46', code: 'SE', name: 'Sweden', perMinute: 30 },
  { prefix: '+49', code: 'DE', name: 'Germany', perMinute: 24 },
  { prefix: '+55', code: 'BR', name: 'Brazil', perMinute: 96 },
  { prefix: '+61', code: 'AU', name: 'Australia', perMinute: 58 },
  { prefix: '+81', code: 'JP', name: 'Japan', perMinute: 71 },
  { prefix: '+91', code: 'IN', name: 'India', perMinute: 64 },
] as const
const ELSEWHERE: Country = { code: null, name: null, perMinute: 150 }

export function countryOf(number: string): Country {
  return COUNTRIES.find(({ prefix }) => number.startsWith(prefix)) ?? ELSEWHERE
}

/** The `destinationContext` of a call to a country. */
export function destinationContextOf({ code }: Country): 'Domestic' | 'International' {
  return code === TENANT_COUNTRY ? 'Domestic' : 'International'
}
