/** A `BroadcastChannel` whose messages reach every other channel after `delayMs` ms of the test's clock. */
export function createChannels(delayMs = 0) {
  const channels = new Set<Channel>()
  class Channel extends EventTarget {
    readonly name: string
    constructor(name: string) {
      super()
      this.name = name
      channels.add(this)
    }
    postMessage(data: unknown) {
      for (const channel of channels) {
        if (channel !== this && channel.name === this.name)
          setTimeout(() => channel.dispatchEvent(new MessageEvent('message', { data })), delayMs)
      }
    }
    close() {
      channels.delete(this)
    }
  }
  return Channel
}
