import type { NetworkProfile } from '../store/step.ts'

export type Connection = 'wired' | 'wifi' | 'mobile' | 'tunnel'
/** Both bounds included. */
export type Range = readonly [from: number, to: number]

/** What streams over a network are like. Averages are drawn from these ranges; the unit is in the name. */
export interface NetworkQuality {
  readonly roundTripMs: Range
  readonly jitterMs: Range
  /** Millionths of the packets. */
  readonly lossPpm: Range
  /** Millionths of the audio samples. */
  readonly concealedPpm: Range
  /** Thousandths of a MOS point. */
  readonly degradationPerMille: Range
  readonly bandwidthKbps: Range
  /** Hundredths of a percent of the video frames. */
  readonly frameLossBasisPoints: Range
  /** Percent of the frame rate that was asked for. */
  readonly frameRatePercent: Range
  readonly freezeMs: Range
  /** Thousandths of the call in which the endpoint noticed something wrong with the network. */
  readonly eventsPerMille: Range
}

/** What a network does to the streams that go over it. */
export interface NetworkWay {
  /** Of two legs' networks, the one of the higher rank makes itself felt in a stream between them. */
  readonly rank: number
  /** How Teams' Call Quality Dashboard classifies the streams. */
  readonly classified: 'good' | 'poor'
  readonly quality: NetworkQuality
}

/** A network as a whole; of its way, what the leg receives goes by it, and what it sends unless `upload` differs. */
export interface NetworkProfileFacts extends NetworkWay {
  /** What it can be had over, the likeliest first. */
  readonly connections: readonly Connection[]
  readonly transport: 'udp' | 'tcp'
  /** Media go through a relay: no direct way leads to the other side. */
  readonly relayed: boolean
  /** Nothing that the leg sends arrives. */
  readonly mute?: true
  /** Percent, where the connection is Wi-Fi. */
  readonly signalPercent: Range
  /** What the leg sends, where that is not like what it receives. */
  readonly upload?: NetworkWay
}

/** The network of a leg of which the history says nothing. */
export const DEFAULT_PROFILE = 'good' satisfies NetworkProfile
/** The network of a service in its data centre, unless the history says otherwise. */
export const SERVICE_PROFILE = 'perfect' satisfies NetworkProfile

const GOOD = {
  roundTripMs: [22, 70],
  jitterMs: [3, 11],
  lossPpm: [0, 4_000],
  concealedPpm: [200, 12_000],
  degradationPerMille: [20, 250],
  bandwidthKbps: [3_000, 12_000],
  frameLossBasisPoints: [0, 250],
  frameRatePercent: [85, 100],
  freezeMs: [0, 40],
  eventsPerMille: [0, 15],
} as const satisfies NetworkQuality

/**
 * Network profiles by name. The numbers are the emulator's own; they lie on either side of the thresholds by which
 * Teams calls a stream poor, so that an app that applies the same thresholds sees what the name promises.
 * @see https://learn.microsoft.com/microsoftteams/stream-classification-in-call-quality-dashboard
 */
export const NETWORK_PROFILE_FACTS: Readonly<Record<NetworkProfile, NetworkProfileFacts>> = {
  perfect: {
    rank: 0,
    classified: 'good',
    connections: ['wired', 'wifi'],
    transport: 'udp',
    relayed: false,
    signalPercent: [90, 99],
    quality: {
      roundTripMs: [6, 18],
      jitterMs: [1, 3],
      lossPpm: [0, 100],
      concealedPpm: [0, 900],
      degradationPerMille: [0, 40],
      bandwidthKbps: [15_000, 50_000],
      frameLossBasisPoints: [0, 10],
      frameRatePercent: [97, 100],
      freezeMs: [0, 5],
      eventsPerMille: [0, 0],
    },
  },
  good: {
    rank: 1,
    classified: 'good',
    connections: ['wired', 'wifi'],
    transport: 'udp',
    relayed: false,
    signalPercent: [70, 95],
    quality: GOOD,
  },
  oneWayAudio: {
    rank: 1,
    classified: 'good',
    connections: ['wired', 'wifi', 'mobile'],
    transport: 'udp',
    relayed: false,
    mute: true,
    signalPercent: [70, 95],
    quality: GOOD,
  },
  asymmetricUpload: {
    rank: 1,
    classified: 'good',
    connections: ['wired', 'wifi'],
    transport: 'udp',
    relayed: false,
    signalPercent: [70, 95],
    quality: GOOD,
    upload: {
      rank: 5,
      classified: 'poor',
      quality: {
        roundTripMs: [90, 300],
        jitterMs: [32, 70],
        lossPpm: [20_000, 80_000],
        concealedPpm: [75_000, 160_000],
        degradationPerMille: [1_050, 2_000],
        bandwidthKbps: [120, 400],
        frameLossBasisPoints: [5_100, 6_200],
        frameRatePercent: [12, 20],
        freezeMs: [300, 1_500],
        eventsPerMille: [200, 600],
      },
    },
  },
  wifi: {
    rank: 2,
    classified: 'good',
    connections: ['wifi'],
    transport: 'udp',
    relayed: false,
    signalPercent: [55, 90],
    quality: {
      roundTripMs: [28, 90],
      jitterMs: [6, 18],
      lossPpm: [500, 12_000],
      concealedPpm: [2_000, 25_000],
      degradationPerMille: [80, 450],
      bandwidthKbps: [2_000, 9_000],
      frameLossBasisPoints: [20, 600],
      frameRatePercent: [80, 98],
      freezeMs: [0, 90],
      eventsPerMille: [0, 40],
    },
  },
  vpnRelay: {
    rank: 3,
    classified: 'good',
    connections: ['tunnel'],
    transport: 'tcp',
    relayed: true,
    signalPercent: [60, 90],
    quality: {
      roundTripMs: [120, 320],
      jitterMs: [8, 22],
      lossPpm: [0, 8_000],
      concealedPpm: [3_000, 30_000],
      degradationPerMille: [150, 600],
      bandwidthKbps: [1_500, 5_000],
      frameLossBasisPoints: [50, 900],
      frameRatePercent: [70, 95],
      freezeMs: [10, 160],
      eventsPerMille: [10, 120],
    },
  },
  mobile: {
    rank: 4,
    classified: 'good',
    connections: ['mobile'],
    transport: 'udp',
    relayed: false,
    signalPercent: [40, 90],
    quality: {
      roundTripMs: [60, 180],
      jitterMs: [10, 26],
      lossPpm: [1_000, 25_000],
      concealedPpm: [8_000, 45_000],
      degradationPerMille: [200, 800],
      bandwidthKbps: [800, 4_000],
      frameLossBasisPoints: [100, 1_500],
      frameRatePercent: [60, 92],
      freezeMs: [20, 260],
      eventsPerMille: [20, 160],
    },
  },
  congestedWifi: {
    rank: 6,
    classified: 'poor',
    connections: ['wifi'],
    transport: 'udp',
    relayed: false,
    // The signal is strong: there are only too many who share it.
    signalPercent: [70, 95],
    quality: {
      roundTripMs: [80, 380],
      jitterMs: [36, 90],
      lossPpm: [5_000, 60_000],
      concealedPpm: [72_000, 150_000],
      degradationPerMille: [1_050, 2_000],
      bandwidthKbps: [250, 900],
      frameLossBasisPoints: [5_050, 6_000],
      frameRatePercent: [14, 22],
      freezeMs: [300, 1_600],
      eventsPerMille: [200, 650],
    },
  },
  poorWifi: {
    rank: 7,
    classified: 'poor',
    connections: ['wifi'],
    transport: 'udp',
    relayed: false,
    signalPercent: [15, 35],
    quality: {
      roundTripMs: [140, 420],
      jitterMs: [34, 78],
      lossPpm: [25_000, 95_000],
      concealedPpm: [75_000, 180_000],
      degradationPerMille: [1_100, 2_300],
      bandwidthKbps: [150, 700],
      frameLossBasisPoints: [5_100, 6_400],
      frameRatePercent: [12, 20],
      freezeMs: [400, 1_900],
      eventsPerMille: [250, 700],
    },
  },
  lossy: {
    rank: 8,
    classified: 'poor',
    connections: ['wired', 'wifi', 'mobile'],
    transport: 'udp',
    relayed: false,
    signalPercent: [50, 85],
    quality: {
      roundTripMs: [60, 200],
      jitterMs: [12, 28],
      lossPpm: [120_000, 280_000],
      concealedPpm: [90_000, 260_000],
      degradationPerMille: [1_400, 2_800],
      bandwidthKbps: [200, 900],
      frameLossBasisPoints: [5_600, 7_800],
      frameRatePercent: [10, 18],
      freezeMs: [600, 2_600],
      eventsPerMille: [400, 900],
    },
  },
}

/** The facts of a profile by its name; a name that is not known means the default. */
export function networkProfile(
  name: string | undefined,
  otherwise: NetworkProfile = DEFAULT_PROFILE,
): NetworkProfileFacts {
  return isNetworkProfile(name) ? NETWORK_PROFILE_FACTS[name] : NETWORK_PROFILE_FACTS[otherwise]
}

function isNetworkProfile(name: string | undefined): name is NetworkProfile {
  return name !== undefined && Object.hasOwn(NETWORK_PROFILE_FACTS, name)
}
