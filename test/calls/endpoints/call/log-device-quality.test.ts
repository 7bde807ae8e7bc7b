import { describe, expect, it } from 'vitest'
import { setup } from '../../../support/setup.ts'

const PATH = '/communications/calls/logTeleconferenceDeviceQuality'

const aMedium = (type: string, changes: Record<string, unknown> = {}) => ({
  '@odata.type': `#microsoft.graph.teleconferenceDevice${type}Quality`,
  channelIndex: 1,
  mediaDuration: 'PT20M',
  networkLinkSpeedInBytes: 13000,
  localIPAddress: '127.0.0.1',
  localPort: 6300,
  averageInboundPacketLossRateInPercentage: 0.01,
  averageInboundRoundTripDelay: 'PT0.03S',
  ...changes,
})
const aReport = (changes: Record<string, unknown> = {}) => ({
  quality: {
    '@odata.type': '#microsoft.graph.teleconferenceDeviceQuality',
    callChainId: '0622673d-9f69-49b3-9d4f-5ec64f42ecce',
    participantId: 'ea078406-b5d4-4d3c-b85e-90103dcec7f6',
    mediaLegId: 'bd9ee398-4b9d-42c7-8b8d-4e8efad9435f',
    deviceName: 'TestAgent',
    deviceDescription: 'TestDescription',
    mediaQualityList: [aMedium('Audio'), aMedium('Video'), aMedium('ScreenSharing')],
    ...changes,
  },
})

describe('logTeleconferenceDeviceQuality', () => {
  it('answers without a body and records the report in the trace with its User-Agent', async () => {
    const { emulator, graph, received } = setup()
    const { status, body } = await graph.post(PATH, aReport(), { 'User-Agent': 'Bridge/2.1' })
    await emulator.settled()
    expect([status, body, received]).toEqual([200, '', []])
    expect(emulator.trace.of('deviceQuality')).toMatchObject([{ userAgent: 'Bridge/2.1', ...aReport() }])
  })

  it('accepts a report without a User-Agent, which not every client can set', async () => {
    const { emulator, graph } = setup()
    expect((await graph.post(PATH, aReport())).status).toBe(200)
    expect(emulator.trace.of('deviceQuality')).toMatchObject([{ userAgent: null }])
  })

  it('changes no call', async () => {
    const { emulator, graph } = setup()
    const before = emulator.store.getState()
    await graph.post(PATH, aReport())
    expect(emulator.store.getState()).toBe(before)
  })

  it.each([
    '/communications/calls/microsoft.graph.logTeleconferenceDeviceQuality',
    '/app/calls/logTeleconferenceDeviceQuality',
  ])('is also served at %s', async (path) => {
    const { graph } = setup()
    expect((await graph.post(path, aReport())).status).toBe(200)
  })

  it.each(['callChainId', 'participantId', 'mediaLegId', 'deviceName', 'deviceDescription', 'mediaQualityList'])(
    'refuses a report without %s or with null in its place',
    async (member) => {
      for (const value of [undefined, null]) {
        const { emulator, graph } = setup()
        const { status, body } = await graph.post(PATH, aReport({ [member]: value }))
        expect([status, body.error.code]).toEqual([400, '8523'])
        expect(body.error.message).toContain(`'quality.${member}'`)
        expect(emulator.trace.of('deviceQuality')).toEqual([])
      }
    },
  )

  it.each([
    [{}, 'quality'],
    [{ quality: null }, 'quality'],
    [aReport({ callChainId: 'mine' }), 'quality.callChainId'],
    [aReport({ mediaQualityList: [aMedium('Audio', { channelIndex: undefined })] }), 'channelIndex'],
    [aReport({ mediaQualityList: [aMedium('Audio', { mediaDuration: '20 min' })] }), 'mediaDuration'],
    [aReport({ mediaQualityList: [aMedium('Smell')] }), 'mediaQualityList[0].@odata.type'],
  ])('refuses the report %j', async (report, named) => {
    const { emulator, graph } = setup()
    const { status, body } = await graph.post(PATH, report)
    expect([status, body.error.code]).toEqual([400, '8523'])
    expect(body.error.message).toContain(named)
    expect(emulator.trace.of('deviceQuality')).toEqual([])
  })

  it('answers GET with 405', async () => {
    const { graph } = setup()
    expect((await graph.get(PATH)).status).toBe(405)
  })
})
