import { DEFAULT_NETWORK_PROFILE, type NetworkProfile } from '../../calls/steps.ts'

export type Connection = 'wired' | 'wifi' | 'mobile' | 'tunnel'
/** The values of a measure from the mildest leg to the severest. Bandwidth, frame rate and signal decrease. */
export type SeverityRange = readonly [mildest: number, severest: number]

/** The measures of streams over a network, by the severity of the leg. Each name ends in the unit. */
export interface NetworkQuality {
  readonly roundTripMs: SeverityRange
  readonly jitterMs: SeverityRange
  /** In millionths of the packets. */
  readonly lossPpm: SeverityRange
  /** In millionths of the audio samples. */
  readonly concealedPpm: SeverityRange
  /** In thousandths of a point of the mean opinion score. */
  readonly degradationPerMille: SeverityRange
  readonly bandwidthKbps: SeverityRange
  /** In hundredths of a percent of the video frames. */
  readonly frameLossBasisPoints: SeverityRange
  /** In percent of the requested frame rate. */
  readonly frameRatePercent: SeverityRange
  readonly freezeMs: SeverityRange
  /** In thousandths of the call: how long the endpoint noticed network problems. */
  readonly eventsPerMille: SeverityRange
}

/** The effect of a network on streams in one direction. */
export interface NetworkPath {
  /** Of the networks of two legs, the one with the higher rank determines the quality of the stream between them. */
  readonly rank: number
  /** How Teams' Call Quality Dashboard classifies the streams. `either` depends on the severity of the leg. */
  readonly classified: 'good' | 'either' | 'poor'
  readonly quality: NetworkQuality
}

/** A network. Its own path applies to what the leg receives, and to what the leg sends unless there is an `upload`. */
export interface NetworkProfileFacts extends NetworkPath {
  /** The kinds of connection that can have this profile, the most likely first. */
  readonly connections: readonly Connection[]
  readonly transport: 'udp' | 'tcp'
  /** Media pass through a relay because there is no direct path to the other side. */
  readonly relayed: boolean
  /** Nothing that the leg sends arrives at the other side. */
  readonly mute?: true
  /** The signal strength of Wi-Fi connections. */
  readonly signalPercent: SeverityRange
  /** The path for what the leg sends, if it differs. */
  readonly upload?: NetworkPath
}

/** The network of a service without a network in its history. */
export const SERVICE_PROFILE = 'perfect' satisfies NetworkProfile

const GOOD = {
  roundTripMs: [18, 95],
  jitterMs: [2, 14],
  lossPpm: [0, 6_000],
  concealedPpm: [100, 16_000],
  degradationPerMille: [10, 320],
  bandwidthKbps: [14_000, 3_000],
  frameLossBasisPoints: [0, 300],
  frameRatePercent: [100, 84],
  freezeMs: [0, 60],
  eventsPerMille: [0, 20],
} as const satisfies NetworkQuality

/**
 * Network profiles by name. The numbers are the emulator's own. Every leg over a `poor` network exceeds at least one of
 * Teams' thresholds for poor streams: the mildest leg exceeds one, the severest most of them.
 * @see https://learn.microsoft.com/microsoftteams/stream-classification-in-call-quality-dashboard
 */
export const NETWORK_PROFILE_FACTS: Readonly<Record<NetworkProfile, NetworkProfileFacts>> = {
  perfect: {
    rank: 0,
    classified: 'good',
    connections: ['wired', 'wifi'],
    transport: 'udp',
    relayed: false,
    signalPercent: [99, 90],
    quality: {
      roundTripMs: [5, 22],
      jitterMs: [1, 4],
      lossPpm: [0, 150],
      concealedPpm: [0, 1_200],
      degradationPerMille: [0, 50],
      bandwidthKbps: [50_000, 15_000],
      frameLossBasisPoints: [0, 12],
      frameRatePercent: [100, 97],
      freezeMs: [0, 6],
      eventsPerMille: [0, 0],
    },
  },
  good: {
    rank: 1,
    classified: 'good',
    connections: ['wired', 'wifi'],
    transport: 'udp',
    relayed: false,
    signalPercent: [96, 68],
    quality: GOOD,
  },
  oneWayAudio: {
    rank: 1,
    classified: 'good',
    connections: ['wired', 'wifi', 'mobile'],
    transport: 'udp',
    relayed: false,
    mute: true,
    signalPercent: [96, 68],
    quality: GOOD,
  },
  asymmetricUpload: {
    rank: 1,
    classified: 'good',
    connections: ['wired', 'wifi'],
    transport: 'udp',
    relayed: false,
    signalPercent: [96, 68],
    quality: GOOD,
    upload: {
      rank: 6,
      classified: 'poor',
      quality: {
        roundTripMs: [80, 480],
        jitterMs: [31, 82],
        lossPpm: [12_000, 125_000],
        concealedPpm: [28_000, 175_000],
        degradationPerMille: [560, 2_050],
        bandwidthKbps: [420, 110],
        frameLossBasisPoints: [5_050, 6_600],
        frameRatePercent: [22, 10],
        freezeMs: [250, 1_700],
        eventsPerMille: [150, 650],
      },
    },
  },
  wifi: {
    rank: 2,
    classified: 'good',
    connections: ['wifi'],
    transport: 'udp',
    relayed: false,
    signalPercent: [92, 55],
    quality: {
      roundTripMs: [22, 150],
      jitterMs: [4, 25],
      lossPpm: [100, 20_000],
      concealedPpm: [1_000, 42_000],
      degradationPerMille: [50, 650],
      bandwidthKbps: [10_000, 1_800],
      frameLossBasisPoints: [10, 900],
      frameRatePercent: [100, 76],
      freezeMs: [0, 130],
      eventsPerMille: [0, 60],
    },
  },
  vpnRelay: {
    rank: 3,
    classified: 'either',
    connections: ['tunnel'],
    transport: 'tcp',
    relayed: true,
    signalPercent: [92, 60],
    quality: {
      // A tunnel over TCP keeps packets in order, which raises the round-trip time.
      roundTripMs: [95, 590],
      jitterMs: [5, 28],
      lossPpm: [0, 12_000],
      concealedPpm: [2_500, 45_000],
      degradationPerMille: [120, 850],
      bandwidthKbps: [6_000, 1_200],
      frameLossBasisPoints: [40, 1_300],
      frameRatePercent: [96, 66],
      freezeMs: [10, 220],
      eventsPerMille: [5, 160],
    },
  },
  mobile: {
    rank: 4,
    classified: 'either',
    connections: ['mobile'],
    transport: 'udp',
    relayed: false,
    signalPercent: [90, 40],
    quality: {
      roundTripMs: [45, 360],
      jitterMs: [7, 37],
      lossPpm: [500, 60_000],
      concealedPpm: [5_000, 84_000],
      degradationPerMille: [150, 1_150],
      bandwidthKbps: [5_000, 600],
      frameLossBasisPoints: [80, 2_400],
      frameRatePercent: [94, 54],
      freezeMs: [15, 420],
      eventsPerMille: [10, 240],
    },
  },
  weakWifi: {
    rank: 5,
    classified: 'either',
    connections: ['wifi'],
    transport: 'udp',
    relayed: false,
    signalPercent: [48, 20],
    quality: {
      roundTripMs: [28, 380],
      jitterMs: [6, 42],
      lossPpm: [500, 88_000],
      concealedPpm: [3_000, 105_000],
      degradationPerMille: [120, 1_420],
      bandwidthKbps: [4_000, 400],
      frameLossBasisPoints: [100, 6_200],
      frameRatePercent: [92, 26],
      freezeMs: [20, 900],
      eventsPerMille: [20, 380],
    },
  },
  congestedWifi: {
    rank: 7,
    classified: 'poor',
    connections: ['wifi'],
    transport: 'udp',
    relayed: false,
    // The signal is strong, but too many devices share the channel.
    signalPercent: [95, 70],
    quality: {
      roundTripMs: [110, 590],
      jitterMs: [32, 98],
      lossPpm: [3_000, 108_000],
      concealedPpm: [24_000, 165_000],
      degradationPerMille: [520, 2_050],
      bandwidthKbps: [950, 220],
      frameLossBasisPoints: [5_050, 6_400],
      frameRatePercent: [24, 11],
      freezeMs: [250, 1_800],
      eventsPerMille: [150, 700],
    },
  },
  poorWifi: {
    rank: 8,
    classified: 'poor',
    connections: ['wifi'],
    transport: 'udp',
    relayed: false,
    signalPercent: [36, 12],
    quality: {
      roundTripMs: [90, 580],
      jitterMs: [31, 92],
      lossPpm: [22_000, 150_000],
      concealedPpm: [26_000, 205_000],
      degradationPerMille: [560, 2_450],
      bandwidthKbps: [750, 130],
      frameLossBasisPoints: [5_050, 6_900],
      frameRatePercent: [22, 9],
      freezeMs: [300, 2_200],
      eventsPerMille: [180, 780],
    },
  },
  lossy: {
    rank: 9,
    classified: 'poor',
    connections: ['wired', 'wifi', 'mobile'],
    transport: 'udp',
    relayed: false,
    signalPercent: [88, 48],
    quality: {
      roundTripMs: [50, 320],
      jitterMs: [9, 52],
      lossPpm: [102_000, 290_000],
      concealedPpm: [78_000, 280_000],
      degradationPerMille: [1_050, 2_850],
      bandwidthKbps: [950, 180],
      frameLossBasisPoints: [5_400, 7_900],
      frameRatePercent: [20, 9],
      freezeMs: [500, 2_700],
      eventsPerMille: [350, 920],
    },
  },
}

/** Finds a profile by name. @param fallback The profile for a missing or unknown name. */
export function findNetworkProfile(
  name: string | undefined,
  fallback: NetworkProfile = DEFAULT_NETWORK_PROFILE,
): NetworkProfileFacts {
  return isNetworkProfile(name) ? NETWORK_PROFILE_FACTS[name] : NETWORK_PROFILE_FACTS[fallback]
}

function isNetworkProfile(name: string | undefined): name is NetworkProfile {
  return name !== undefined && Object.hasOwn(NETWORK_PROFILE_FACTS, name)
}
